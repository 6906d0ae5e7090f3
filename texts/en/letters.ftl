# Letters to families and staff: short, calm, exact.

# What stands in every letter
letter-dear = Dear { $name },
letter-dear-staff = Dear { $name },
letter-dear-nobody = Dear Sir or Madam,
letter-number = Claim number: { $number }
letter-see = See:
letter-link-terms = once, until { $until }; do not forward
letter-link-copy = The button does nothing? Copy this address:
letter-link-private = (personal link)
letter-button-claim = Open the claim
letter-button-log-in = Log in
letter-button-password = Set a password
letter-button-desk = Open in Santun
letter-ask = Questions:
letter-free = Free.
letter-regards = Yours sincerely,
letter-our-officer = Our caseworker
letter-until = By { $until }.

# The report
letter-registered-subject = Report received
letter-registered-condolence = Our condolences.
letter-registered-recovery = Get well soon.
letter-registered-about = We have received your report.
letter-registered-call-until = { $officer } calls you by { $until }.
letter-registered-call = { $officer } will call you.
letter-registered-keep = Please keep this claim number.

# Papers asked for
letter-wanted-subject = { $n ->
        [one] Please send { $n } paper
       *[other] Please send { $n } papers
    }
letter-wanted-about = { $n ->
        [one] We need { $n } paper:
       *[other] We need { $n } papers:
    }
letter-wanted-hard = Not possible yet? Call us.
letter-paper-place = Where: { $place }.
letter-paper-cost = Cost: { $cost }.
letter-again-subject = Please send again: { $paper }
letter-again-rest = The rest stands.
letter-reminder-subject = { $n ->
        [one] Reminder: { $n } paper left
       *[other] Reminder: { $n } papers left
    }
letter-reminder-about = { $n ->
        [one] We are still waiting for { $n } paper:
       *[other] We are still waiting for { $n } papers:
    }
letter-reminder-left = { $n ->
        [0] Today is the last day ({ $until }).
        [1] Tomorrow is the last day ({ $until }).
       *[other] { $n } days left, until { $until }.
    }
letter-overdue-subject = The date { $until } has passed
letter-overdue-open = Your claim is still open.
letter-overdue-needed = Still needed:
letter-overdue-help = We help: call us.
letter-more-subject = BPJS Ketenagakerjaan wants { $what }
letter-more-something = something more
letter-more-papers = { $n ->
        [one] { $n } paper
       *[other] { $n } papers
    }
letter-more-because = The reason: { $reason }

# Heirs and accounts
letter-heirs-subject = Please check the list of heirs
letter-heirs-please = Please check the list of heirs.
letter-heirs-press = Press the link, then choose Correct or I object.
letter-heirs-call = Call us; we read the list to you, and you say whether it is correct or you object.
letter-heirs-calm = If somebody objects, the money waits until it is settled. You are not blamed.
letter-people-subject = Heirs or account changed
letter-people-about = The list of heirs or the account of this claim was changed.
letter-contact-subject = Contact of the claim changed
letter-contact-about = The address for letters or the telephone number of this claim was changed.
letter-people-not-you = It was not you who asked for it? Call us today.

# Money
letter-approved-subject = Benefit approved: { $amount }
letter-approved-about = The benefit is approved: { $amount }.
letter-approved-next = Next we send the claim to BPJS Ketenagakerjaan.
letter-handed-over-subject = With BPJS Ketenagakerjaan since { $since }
letter-handed-over-pay-until = To be paid by { $until } if nothing is missing.
letter-handed-over-pay = It checks and pays if nothing is missing.
letter-handed-over-account = Please keep the account active.
letter-paid-subject = Paid: { $amount }
letter-paid-about = { $amount } was paid to { $account } on { $on }.
letter-paid-without-account = { $amount } was paid on { $on }.
letter-paid-ask = Questions? Call us.
letter-paid-check = Has it arrived? Open your claim, then press Arrived or Not arrived. You may also call us.

# Not payable
letter-not-work-subject = Found not to be a work accident
letter-not-work-death = The family is still owed the death benefit (JKM); we go on with the claim.
letter-not-work-inspector = You do not agree? Call us; we help you to the labour inspector.
letter-refused-subject = The claim cannot be paid
letter-refused-because = The reason: { $reason }
letter-refused-article = It rests on { $article }.
letter-refused-remedy = What would change it: { $remedy }
letter-refused-complain = You do not agree? These are the ways:
letter-refused-us = Complain to us or to BPJS Ketenagakerjaan, telephone 175; answered within 5 working days.
letter-refused-mediation = Mediation, 30 working days.
letter-refused-court = The district court.
letter-refused-short = You do not agree? Complain to us or to BPJS Ketenagakerjaan 175 (5 working days), mediation (30 working days), the district court.

# Access
letter-login-subject = Log-in link
letter-login-press = { $n ->
        [one] Press the link to log in. It is good for { $n } minute.
       *[other] Press the link to log in. It is good for { $n } minutes.
    }
letter-login-not-you = You did not ask for it? Ignore this letter.
letter-code-subject = Code { $code }
letter-code-about = { $n ->
        [one] Your code: { $code }. Good for { $n } minute.
       *[other] Your code: { $code }. Good for { $n } minutes.
    }
letter-code-secret = Our staff never ask for it. Give it to nobody.

# For staff
letter-digest-subject = { $n } yours, { $late } late
letter-digest-late = { $n ->
        [one] { $n } day late (due { $until }).
       *[other] { $n } days late (due { $until }).
    }
letter-digest-still = Its clock stands still.
letter-digest-more = The rest is in the work list.
letter-escalation-subject = { $n ->
        [one] { $number } stuck for { $n } day at { $step }
       *[other] { $number } stuck for { $n } days at { $step }
    }
letter-escalation-cause = The cause: { $cause }
letter-escalation-officer = Caseworker: { $name }.
letter-escalation-nobody = It has no caseworker yet.
letter-insurer-subject = { $n ->
        [one] BPJS Ketenagakerjaan { $n } day late: { $number }
       *[other] BPJS Ketenagakerjaan { $n } days late: { $number }
    }
letter-insurer-penalty = Penalty of { $percent } % a day = { $penalty }, of a benefit of { $sum }.
letter-insurer-do = Ask BPJS Ketenagakerjaan today and record the answer.
letter-undelivered-subject = Letter not delivered: { $number }
letter-undelivered-which = The letter "{ $letter }" of claim { $number } was not delivered.
letter-undelivered-call = Call { $name } and read it out.
letter-invitation-subject = Your Santun account
letter-invitation-about = { $n ->
        [one] Your account is ready. Set a password within { $n } hour.
       *[other] Your account is ready. Set a password within { $n } hours.
    }
letter-invitation-not-you = You know nothing of this? Ask the office.
letter-calendar-subject = No holidays for { $year } yet
letter-calendar-about = Working days of { $year } are counted without holidays; deadlines may be too early.
letter-calendar-do = Add the holidays of { $year } as soon as the government has decreed them.
letter-mail-subject = Letters cannot be sent
letter-mail-about = The mail server has refused since { $since }.
letter-mail-answer = It answers: { $answer }
letter-mail-waiting = { $n ->
        [one] { $n } letter waits and is not lost.
       *[other] { $n } letters wait and are not lost.
    }
letter-mail-do = Check the settings of the mail server.

# What letters are called in lists
letter-kind-registered = Report received
letter-kind-documents_wanted = Request for papers
letter-kind-document_refused = Paper to be sent again
letter-kind-reminder = Reminder
letter-kind-overdue = Date passed
letter-kind-heirs_confirm = Check of the heirs
letter-kind-people_changed = Heirs or account changed
letter-kind-approved = Benefit approved
letter-kind-handed_over = With the insurer
letter-kind-more_wanted = The insurer wants more
letter-kind-paid = Paid
letter-kind-not_work_accident = Not a work accident
letter-kind-refused = Not payable
letter-kind-login_link = Log-in link
letter-kind-code = Code
letter-kind-digest = Work list of the day
letter-kind-escalation = Claim stuck
letter-kind-insurer_overdue = The insurer is late
letter-kind-undelivered = Letter not delivered
letter-kind-invitation = Invitation
letter-kind-calendar_missing = Holidays missing
letter-kind-mail_trouble = Letters cannot be sent

letter-cause-waits = waiting for {$who}
letter-cause-still = the clock has stood still since {$at}, because: {$reason} Let it go on, or stop it anew with a reason.
letter-cause-papers = {$count} papers are missing
