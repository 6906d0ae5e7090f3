# Running the office: what is owed, deliveries, holidays, staff's letters and absence, new links for families.
nav-obligations = Obligations
nav-outbox = Deliveries
nav-holidays = Holidays
# Deliveries
delivery-mail = Letter by e-mail
delivery-hand_over = File to BPJS Ketenagakerjaan
delivery-insurer_answer = Answer of BPJS Ketenagakerjaan that fits no claim yet
delivery-open_claim = Follow-up claim to be opened
delivery-state-open = Not finished
delivery-state-dead = Given up
delivery-state-pending = Waiting
delivery-state-delivered = Delivered
delivery-state-cancelled = Cancelled
delivery-all-sent = All delivered.
delivery-dead-lead = These are not tried again by themselves. Put the cause right first, then try again.
delivery-retry = Try again
delivery-retry-all = Try all of this page again
delivery-none = None.
delivery-what = What
delivery-state = State
delivery-since = Since
delivery-error = Last error
delivery-do = Action
delivery-no-claim = Of no single claim
delivery-no-error = None
delivery-next = Next
delivery-tried = { $n ->
    [0] Not tried yet.
    [one] Tried once.
   *[other] Tried { $n } times.
}
done-retried = It will be tried again now.
# Obligations
owed-lead = Everything that we have accepted and that has not ended, oldest first.
owed-alarms = Alarms
owed-neglected-title = Neglected
owed-neglected-lead = These are over their limit and nobody has been told. See whether Santun is running, then act.
owed-all = Not ended
owed-none = There are no open obligations.
owed-kind-claim = Claim
owed-kind-delivery = Delivery
owed-kind-call = Call
owed-kind-alarm = Alarm
owed-what = What
owed-who = Whose turn
owed-since = Since
owed-limit = Limit
owed-heard = Who has been told
owed-call = call { $name }
owed-call-family = call the family
owed-by-admin = administrator
owed-nobody = not settled yet
owed-nobody-told = Nobody yet
owed-alarmed = An alert is on the claim
owed-told = { $letter } to { $who }, { $at }
owed-told-somebody = { $letter }, { $at }
owed-neglected = Neglected
owed-late = Over the limit
owed-in-time = In time
owed-still = Clock stands still
alarm-mail_trouble = The mail server takes no letters
alarm-mail_trouble-how = Letters wait and are tried again by themselves. Look at the address and the password of the mail server in the settings.
alarm-nobody_to_tell = An office without a caseworker or a supervisor
alarm-nobody_to_tell-how = It has open claims. Add a user for that office.
alarm-staff_without_mail = No letter reaches the staff
alarm-staff_without_mail-how = The morning's list and the letters about claims that are stuck are not sent. Set SANTUN_MAIL; until then look at the list of findings every day.
alarm-calendar_missing = Holidays are missing
alarm-calendar_missing-how = Without holidays, limits pass over weekends only. Enter them as the joint decree has them.
alarm-deadline_not_counted = A limit was not counted by the new holidays
alarm-deadline_not_counted-how = Its claim cannot be read. Tell whoever runs the program, with the identity that stands here.
alarm-staff_letter_dead = A letter to staff did not arrive
alarm-staff_letter_dead-how = Put the cause right, then try again.
alarm-staff_letter_back-how = Check the address of that member of staff and put it right, or shut them out if they have left.
alarm-ask-admin = Ask an administrator to put it right.
alarm-delivery_dead = A delivery was given up
alarm-delivery_dead-how = Put the cause right, then try again.
# Holidays
holidays-missing = { $office } has no holidays of { $year }
holidays-missing-why = Limits are counted without public holidays and joint leave, so that they may fall too early.
holidays-enter = Enter the holidays
holidays-counting = Open limits are being counted again. It goes on though this page is closed.
holidays-hours = Working hours
holidays-joint-leave-short = Joint leave
holidays-joint-leave-free = counts as holiday
holidays-joint-leave-worked = working day
holidays-joint-leave = Joint leave counts as holiday
holidays-years = Known years
holidays-all = All offices
holidays-all-enter = Holidays for all offices
holidays-title = Holidays { $year }, { $office }
holidays-no-days = There are no holidays in this year.
holidays-unknown = The holidays of this year are not known yet.
holidays-day = Day
holidays-kind = Kind
holidays-origin = Origin
day-decreed = Decreed
day-added-all = Added, all offices
day-added-here = Added here
day-off-all = Taken off, all offices
day-off-here = Taken off here
holidays-change = Change days
holidays-rows-decreed = Santun knows the holidays of { $year }. Write only what differs: more days, or a working day to take one off.
holidays-rows-whole = Write all holidays of { $year }. Once applied, the year counts as complete.
holidays-rows = Days, one a line
holidays-rows-help = Date, name, kind. For example: { $year }-08-17,Proklamasi Kemerdekaan,libur nasional. Other kinds: cuti bersama, hari kerja. A table of a spreadsheet may be pasted.
holidays-opens = Opens
holidays-closes = Closes
holidays-zone = Time zone
holidays-look = See what would move
holidays-back = Back without a change
holidays-preview-title = Look before it is applied
holidays-preview = { $moved } of { $open } open limits move.
holidays-preview-again = Somebody else has just changed holidays. The numbers below are of now.
holidays-late = { $n ->
    [one] One limit is passed then.
   *[other] { $n } limits are passed then.
}
holidays-more = { $n ->
    [one] And one more.
   *[other] And { $n } more.
}
holidays-added = Added to the list
holidays-removed = Taken from the list
holidays-first = What moves
holidays-before = Before
holidays-after = After
holidays-apply = Apply
holidays-moved = { $n ->
    [one] Applied. One limit has moved.
   *[other] Applied. { $n } limits have moved.
}
done-calendar-kept = Applied. Open limits are still being counted again.
done-calendar-there = This was applied before.
# Staff's letters and absence
me-letters = Letters and absence
me-letters-language = Language of your letters
me-digest = Send the work list each morning
me-digest-help = One letter on working days, when something waits for you. Without it, what is late still comes once a week.
me-away-from = Away from
me-away-until = Until, inclusive
me-away-help = Leave both empty while you are there.
me-deputy = Stands in for you
me-deputy-nobody = Nobody
me-deputy-help = A colleague of your office who gets your letters and calls meanwhile.
me-letters-save = Save choices
me-away-now = You are recorded as away until { $until }. { $deputy } stands in.
me-away-now-nobody = You are recorded as away until { $until }. Nobody stands in yet.
done-letters-chosen = Your choices are saved.
# Invitations
user-link-sent = The invitation goes to
# Letters for families
person-letters = Letters
person-letters-all = Gets all letters.
person-letters-fewer = Gets only the letters that must be.
person-letters-want-all = Send all letters again
person-letters-want-fewer = Only letters that must be
done-person-letters = The choice of letters is saved.
fewer-title = Fewer letters?
fewer-lead = We send no more reminders and plain news.
fewer-still = Letters that must be still come: requests for papers, decisions and payments.
fewer-button = Only letters that must be
fewer-chosen-title = Only letters that must be
fewer-chosen = Your choice is saved. No more reminders and plain news are sent.
fewer-again = You want all of them again? Call us.
fewer-gone = It may not have been copied whole, or its time is over. Call us, we see to it.
# A new link
new-link-lead = We send a new link to the e-mail address that we have of you.
new-link-button = Send a new link
new-link-asked = If we have your e-mail address, a new link is on its way there. It is good for 30 minutes. If not, a caseworker calls you.
new-link-locked = A new link was asked for several times. Look into your e-mail, or try again at { $at }.
new-link-by-call = You asked for a new link to open your claim. The caseworker makes it for you.
