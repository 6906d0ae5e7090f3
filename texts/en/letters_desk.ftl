# Deadlines, messages and calls at the desk.
tab-menu = Pages of this claim
tab-claim = Claim
tab-deadlines = Deadline
tab-messages = Messages
nav-calls = Calls
nav-calls-waiting = Calls ({ $n })
claim-due-how = how it is counted

# Deadline
clock-title = Deadline
clock-none = This stage has no deadline.
clock-due = Until { $at }
clock-was-due = Late since { $at }
clock-stands-still = Stands still
clock-still-since = Stands still since { $at }, by { $by }.
clock-still-review = On { $on } a supervisor is asked whether it shall still stand. From that day on it can be stopped anew.
clock-state = Stage
clock-waits-for = Waits for
clock-since = Since
clock-law = Basis
clock-how = How it is counted
clock-penalty-runs = Penalty of { $sum } by today, { $day } more each day.
clock-penalty-would = Once late, the penalty is { $day } each day.
clock-rungs = Reminders
clock-stops = Stood still
clock-grants = Extended
clock-from = From
clock-until = Until
clock-until-now = now
clock-why = Reason
clock-by = By
clock-remark = When it went on:
clock-at = When
clock-added = Added
clock-stop = Stop the clock
clock-stop-lead = No day counts until it goes on. There are no reminders meanwhile.
clock-stop-review = When is it looked at again?
clock-stop-review-help = On that day a supervisor is asked whether it shall still stand. Empty is in 14 days; 90 days at most.
clock-stop-reason = Why does it stop?
clock-reason-help = Everybody who opens this claim reads it, auditors too.
clock-resume = Let it go on
clock-resume-lead = Days count again, and the deadline moves by the time that it stood still.
clock-resume-note = Remark
clock-extend = Extend
clock-extend-lead = The deadline moves. Three times at most.
clock-extend-amount = How much is added?
clock-extend-unit = Unit
clock-extend-reason = Why is it extended?
clock-unit-working_days = working days
clock-unit-calendar_days = calendar days
clock-unit-clock_hours = hours
clock-not-now = Not yet
clock-ask-supervisor = Ask a supervisor of this office.
span-clock-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
span-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
span-calendar-days = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
span-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
span-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
rung-what = What is told
rung-at = When
rung-standing = Standing
rung-reminder = Reminder before the end
rung-overdue = Deadline passed
rung-overdue-reminder = Reminder after the end
rung-escalation = A superior is told
rung-told = Told { $at }
rung-told-by = Told together with: { $what }, { $at }
rung-waits = Waits for working hours
rung-planned = Planned
done-clock-stop = The clock stands still.
done-clock-resume = The clock goes on.
done-clock-extend = The deadline is extended.

# Messages
messages-title = Messages
message-title = Letter: { $kind }
message-calls = Calls that wait
message-coming-reminder = Next reminder: { $day }
message-coming-other = Next letter, { $kind }: { $day }
message-coming-lead = It is written by itself on that day, if things are still as they are.
message-written = Letters written
message-none = No letters yet. They are written when the claim moves.
message-at = Written
message-letter = Letter
message-for = For
message-way = Way
message-standing = Standing
message-to = Letter for { $name }, { $way }
message-by-mail = e-mail to { $address }
message-by-mail-alone = e-mail
message-by-call = by telephone
message-by-nothing = not sent
message-waits-until = Waits until { $at }
message-on-its-way = On its way
message-tried = Tried { $n } times, again { $at }
message-sent = Sent { $at }
message-given-up = Not sent after { $n } tries
message-came-back = Came back: the address takes nothing
message-call-waits = Waits for a call
message-call-made = Told { $at }
message-call-superseded = Not told: a newer letter stands in its place
message-declined = Not sent: they asked for fewer letters
message-overtaken = Not sent: no longer true
message-overtaken-moved-on = Not sent: the claim had moved on
message-overtaken-nothing-missing = Not sent: no paper was missing any more
message-print = Print the letter
message-as-mail = See it as in e-mail
message-code = Print with a QR code
message-code-help = The code opens the claim for this person, once, for 14 days.
message-back = Back to the letter
message-copy-title = For WhatsApp
message-copy-label = Short message
message-copy-help = To be copied, or read out. The personal link is not in it.
message-copy = Copy for WhatsApp
message-copied = Copied.
letters-title = The letter that the family will get
letters-look = See the letter
letters-read-first = Read the letter. If it is right, press the button once more.
letters-none = This step writes no letter to the family.

# Calls
calls-title = Calls
calls-lead = E-mail does not reach them. Call, send a message, or hand the letter over.
call-title = Call { $name }
call-mine = Mine
call-all = All
call-none-mine = No call waits for you.
call-none = No call waits.
call-no-phone = Number not known
call-late = Late.
call-until = Until
call-claim = Claim
call-since = Waits since
call-why = Why
call-why-no-address = No e-mail address is known.
call-why-no-mail = This office sends no e-mail.
call-why-undeliverable = E-mail did not arrive.
call-officer = Caller
call-tried = Last try
call-right = Record another number
call-nobody = nobody yet
call-say = What to say:
call-read = Read or print the letter
call-outcome = How did the call go?
call-reached = Reached
call-message-sent = Message sent
call-handed-over = Told in person
call-not-reached = Nobody answered
call-wrong-number = Wrong number
call-note = Note
call-save = Save
call-give = Give to a colleague
call-to = To
call-choose = Choose a colleague
call-give-now = Give
done-call-made = It is recorded in the claim's history.
done-call-stays = It is recorded. The call still waits.
done-call-given = The call is your colleague's now.
done-call-already = This call waits no more: it was made, or a newer letter stands in its place.

# History and alerts
event-rung-fired = Told
event-clock-suspended = Clock stopped
event-clock-resumed = Clock goes on
event-deadline-extended = Deadline extended
event-letters-chosen = Choice of letters changed
alert-mail_dead = A letter did not arrive
alert-mail_dead-help = Their e-mail did not take this letter. A call waits already; put the address right.
alert-money_not_arrived = The money has not arrived
alert-money_not_arrived-help = The receiver says that it has not come. Compare the account number, ask the insurer by the transfer's reference, then call the family.
alert-call_overdue = A call has not been made
alert-call_overdue-help = The family has not been told. Call now, or give it to a colleague.
evidence-letter = Letter
evidence-to = For
