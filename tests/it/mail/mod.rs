//! Letters on their way: to a mail server that misbehaves, into a folder, by the command that tries it out.

mod folder;
mod program;
mod refusals;
mod sending;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use santun::mail::{Address, EmailAddress, LogIn, OutgoingMail, Route, Sender, SmtpServer, Tls};
use santun::outbox::{SendMail, mailer};
use uuid::Uuid;

/// A patience that no test waits for.
const PATIENT: Duration = Duration::from_mins(1);

fn letter() -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001),
        to: Address {
            name: Some("Siti Nurhaliza, S.Pd. “Mbak Ipeh” Ágnes".to_owned()),
            email: EmailAddress::parse("siti@warga.example").unwrap(),
        },
        subject: "Klaim JKM-2026-000049-4: dokumen – mohon dilengkapi, terima kasih banyak atas kesabaran Ibu 🙏"
            .to_owned(),
        text: "Ibu Siti,\n\nkami perlu akta kematian – salinan boleh.\n.\n.. dua titik\nSantun\n".to_owned(),
        html: "<p>Ibu Siti,</p>\n<p>kami perlu <b>akta kematian</b> – salinan boleh.</p>\n".to_owned(),
        date: "2026-03-02T03:00:00Z".parse().unwrap(),
        auto: true,
        unsubscribe: Some("https://santun.kota.example/berhenti/abc?x=1".to_owned()),
    }
}

fn sender() -> Sender {
    Sender {
        from: Address::parse("Kantor Santun <santun@kota.example>").unwrap(),
        reply_to: Some(Address::parse("tanya@kota.example").unwrap()),
    }
}

fn server(address: SocketAddr, tls: Tls) -> SmtpServer {
    SmtpServer { host: address.ip().to_string(), port: address.port(), tls, log_in: None }
}

fn to_server(server: SmtpServer, patience: Duration) -> Arc<dyn SendMail> {
    mailer(&Route::Smtp(server), sender(), patience).unwrap()
}

/// To a server that is spoken to plainly, with a log-in.
fn plainly(address: SocketAddr, patience: Duration) -> Arc<dyn SendMail> {
    let log_in = LogIn { user: "santun".to_owned(), password: "rahasia".to_owned() };
    to_server(SmtpServer { log_in: Some(log_in), ..server(address, Tls::None) }, patience)
}
