# Surat kepada keluarga dan petugas: pendek, tenang, tepat.

# Yang ada di setiap surat
letter-dear = Yth. Bapak/Ibu { $name },
letter-dear-staff = Yth. { $name },
letter-dear-nobody = Yth. Bapak/Ibu,
letter-number = Nomor klaim: { $number }
letter-see = Lihat:
letter-link-terms = satu kali, sampai { $until }; jangan diteruskan
letter-link-copy = Tombol tidak bisa ditekan? Salin alamat ini:
letter-link-private = (tautan pribadi)
letter-button-claim = Buka klaim
letter-button-log-in = Masuk
letter-button-password = Buat kata sandi
letter-button-desk = Buka di Santun
letter-ask = Tanya:
letter-free = Gratis.
letter-regards = Hormat kami,
letter-our-officer = Petugas kami
letter-until = Paling lambat { $until }.

# Laporan
letter-registered-subject = Laporan diterima
letter-registered-condolence = Kami turut berduka cita.
letter-registered-recovery = Semoga lekas pulih.
letter-registered-about = Laporan Anda sudah kami terima.
letter-registered-call-until = { $officer } menelepon Anda paling lambat { $until }.
letter-registered-call = { $officer } akan menelepon Anda.
letter-registered-keep = Simpan nomor klaim ini.

# Surat yang diminta
letter-wanted-subject = Mohon kirim { $n } surat
letter-wanted-about = Kami memerlukan { $n } surat:
letter-wanted-hard = Belum bisa? Telepon kami.
letter-paper-place = Tempat: { $place }.
letter-paper-cost = Biaya: { $cost }.
letter-again-subject = { $paper } perlu diulang
letter-again-rest = Yang lain tetap berlaku.
letter-reminder-subject = Pengingat: masih { $n } surat
letter-reminder-about = Masih ada { $n } surat yang kami tunggu:
letter-reminder-left = { $n ->
        [0] Hari ini hari terakhir ({ $until }).
        [1] Besok hari terakhir ({ $until }).
       *[other] { $n } hari lagi, sampai { $until }.
    }
letter-overdue-subject = Batas { $until } terlewat
letter-overdue-open = Klaim Anda masih terbuka.
letter-overdue-needed = Yang masih diperlukan:
letter-overdue-help = Kami bantu: telepon kami.
letter-more-subject = BPJS Ketenagakerjaan minta { $what }
letter-more-something = tambahan
letter-more-papers = { $n } surat
letter-more-because = Sebabnya: { $reason }

# Ahli waris dan rekening
letter-heirs-subject = Mohon periksa daftar ahli waris
letter-heirs-please = Mohon periksa daftar ahli waris.
letter-heirs-press = Tekan tautan, lalu pilih Benar atau Saya keberatan.
letter-heirs-call = Telepon kami; kami bacakan daftarnya, lalu Anda katakan benar atau keberatan.
letter-heirs-calm = Bila ada keberatan, uang ditunda sampai jelas. Anda tidak disalahkan.
letter-people-subject = Ahli waris atau rekening berubah
letter-people-about = Daftar ahli waris atau rekening pada klaim ini diubah.
letter-contact-subject = Kontak pada klaim berubah
letter-contact-about = Alamat surat atau nomor telepon pada klaim ini diubah.
letter-people-not-you = Bukan Anda yang memintanya? Telepon kami hari ini.

# Uang
letter-approved-subject = Santunan disetujui { $amount }
letter-approved-about = Santunan disetujui: { $amount }.
letter-approved-next = Selanjutnya berkas kami kirim ke BPJS Ketenagakerjaan.
letter-handed-over-subject = Berkas di BPJS Ketenagakerjaan sejak { $since }
letter-handed-over-pay-until = Dibayar paling lambat { $until } bila berkas lengkap.
letter-handed-over-pay = Mereka memeriksa dan membayar bila berkas lengkap.
letter-handed-over-account = Mohon jaga rekening tetap aktif.
letter-paid-subject = Sudah dibayar { $amount }
letter-paid-about = { $amount } dibayar ke { $account }, { $on }.
letter-paid-without-account = { $amount } sudah dibayar, { $on }.
letter-paid-ask = Ada pertanyaan? Telepon kami.
letter-paid-check = Masuk? Buka klaim Anda, lalu tekan Sudah masuk atau Belum masuk. Boleh juga telepon kami.

# Tidak dapat dibayar
letter-not-work-subject = Disimpulkan bukan kecelakaan kerja
letter-not-work-death = Keluarga tetap berhak atas santunan kematian (JKM); klaim kami lanjutkan.
letter-not-work-inspector = Tidak setuju? Telepon kami; kami bantu ke pengawas ketenagakerjaan.
letter-refused-subject = Klaim tidak dapat dibayar
letter-refused-because = Sebabnya: { $reason }
letter-refused-article = Dasarnya: { $article }.
letter-refused-remedy = Yang dapat mengubahnya: { $remedy }
letter-refused-complain = Tidak setuju? Ini jalannya:
letter-refused-us = Keluhan kepada kami atau BPJS Ketenagakerjaan, telepon 175; dijawab dalam 5 hari kerja.
letter-refused-mediation = Mediasi, 30 hari kerja.
letter-refused-court = Pengadilan negeri.
letter-refused-short = Tidak setuju? Keluhan kepada kami atau BPJS Ketenagakerjaan 175 (5 hari kerja), mediasi (30 hari kerja), pengadilan negeri.

# Masuk
letter-login-subject = Tautan masuk
letter-login-press = Tekan tautan untuk masuk. Tautan berlaku { $n } menit.
letter-login-not-you = Tidak meminta? Abaikan surat ini.
letter-code-subject = Kode { $code }
letter-code-about = Kode Anda: { $code }. Berlaku { $n } menit.
letter-code-secret = Petugas tidak pernah memintanya. Jangan berikan kepada siapa pun.

# Untuk petugas
letter-digest-subject = { $n } giliran Anda, { $late } terlambat
letter-digest-late = Telat { $n } hari (batas { $until }).
letter-digest-still = Batas waktunya berhenti.
letter-digest-more = Selengkapnya ada di daftar kerja.
letter-escalation-subject = { $number } macet { $n } hari di { $step }
letter-escalation-cause = Sebabnya: { $cause }
letter-escalation-officer = Petugas: { $name }.
letter-escalation-nobody = Belum ada petugasnya.
letter-insurer-subject = BPJS Ketenagakerjaan lewat { $n } hari: { $number }
letter-insurer-penalty = Denda { $percent } % per hari = { $penalty }, dari santunan { $sum }.
letter-insurer-do = Tanyakan kepada BPJS Ketenagakerjaan hari ini dan catat jawabannya.
letter-undelivered-subject = Surat tidak sampai: { $number }
letter-undelivered-which = Surat "{ $letter }" untuk klaim { $number } tidak sampai.
letter-undelivered-call = Telepon { $name } dan bacakan isinya.
letter-invitation-subject = Akun Santun
letter-invitation-about = Akun Anda sudah ada. Buat kata sandi dalam { $n } jam.
letter-invitation-not-you = Tidak tahu tentang ini? Tanyakan kepada kantor.
letter-calendar-subject = Hari libur { $year } belum ada
letter-calendar-about = Hari kerja tahun { $year } dihitung tanpa hari libur; batas waktu bisa terlalu awal.
letter-calendar-do = Tambahkan hari libur { $year } segera setelah ditetapkan pemerintah.
letter-mail-subject = Surat tidak dapat dikirim
letter-mail-about = Server surat menolak sejak { $since }.
letter-mail-answer = Jawabannya: { $answer }
letter-mail-waiting = { $n } surat menunggu dan tidak hilang.
letter-mail-do = Periksa pengaturan server surat.

# Nama surat, untuk daftar
letter-kind-registered = Laporan diterima
letter-kind-documents_wanted = Permintaan surat
letter-kind-document_refused = Surat perlu diulang
letter-kind-reminder = Pengingat
letter-kind-overdue = Batas terlewat
letter-kind-heirs_confirm = Pemeriksaan ahli waris
letter-kind-people_changed = Ahli waris atau rekening berubah
letter-kind-approved = Santunan disetujui
letter-kind-handed_over = Berkas di BPJS Ketenagakerjaan
letter-kind-more_wanted = BPJS Ketenagakerjaan minta tambahan
letter-kind-paid = Sudah dibayar
letter-kind-not_work_accident = Bukan kecelakaan kerja
letter-kind-refused = Klaim tidak dapat dibayar
letter-kind-login_link = Tautan masuk
letter-kind-code = Kode
letter-kind-digest = Daftar kerja hari ini
letter-kind-escalation = Klaim macet
letter-kind-insurer_overdue = BPJS Ketenagakerjaan terlambat
letter-kind-undelivered = Surat tidak sampai
letter-kind-invitation = Undangan
letter-kind-calendar_missing = Hari libur belum ada
letter-kind-mail_trouble = Surat tidak dapat dikirim

letter-cause-waits = menunggu {$who}
letter-cause-still = jamnya berhenti sejak {$at}, karena: {$reason} Jalankan lagi, atau hentikan lagi dengan alasan.
letter-cause-papers = {$count} surat belum ada
