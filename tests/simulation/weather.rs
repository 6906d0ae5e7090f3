//! What the world does to an office: a mail server and an insurer with bad days, and times in which nobody looks.

use chrono::{DateTime, TimeDelta, Utc};

use crate::seed::Dice;

/// How the mail server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailServer {
    /// It takes letters.
    Well,
    /// It is not there.
    Down,
    /// It takes the line and says nothing, before the letter or behind it, until our patience ends or later.
    Hangs,
    /// It turns every other letter away for now.
    Busy,
    /// It takes the letter, and the line breaks before it can say so.
    Drops,
    /// It does not know us: a password was changed.
    Misconfigured,
}

/// How the insurer's machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InsurerServer {
    /// It takes hand-overs.
    Well,
    /// It is not there.
    Down,
    /// It says nothing, before it takes the hand-over or behind it, until our patience ends or later.
    Hangs,
    /// It answers 503 and says when to come again.
    Busy,
    /// It takes the hand-over, and its answer is lost.
    Drops,
}

/// A time in which something is otherwise than usual.
#[derive(Clone, Debug)]
struct Spell<T> {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    what: T,
}

/// The weather of a year, all of it known from the seed.
#[derive(Clone, Debug)]
pub(crate) struct Weather {
    mail: Vec<Spell<MailServer>>,
    insurer: Vec<Spell<InsurerServer>>,
    nobody: Vec<Spell<()>>,
}

fn spells<T: Copy>(dice: &mut Dice, start: DateTime<Utc>, count: i64, hours: (i64, i64), of: &[T]) -> Vec<Spell<T>> {
    let spell = |_| {
        let from = start + TimeDelta::hours(dice.between(0, 365 * 24));
        let until = from + TimeDelta::hours(dice.between(hours.0, hours.1));
        Spell { from, until, what: *dice.pick(of) }
    };
    (0..count).map(spell).collect()
}

fn now_of<T: Copy>(spells: &[Spell<T>], at: DateTime<Utc>) -> Option<T> {
    spells.iter().find(|spell| spell.from <= at && at < spell.until).map(|spell| spell.what)
}

impl Weather {
    /// The weather of a seed's year.
    pub(crate) fn of_year(seed: u64, start: DateTime<Utc>) -> Self {
        let dice = &mut Dice::of(seed, "weather");
        let mail =
            [MailServer::Down, MailServer::Hangs, MailServer::Busy, MailServer::Drops, MailServer::Misconfigured];
        let insurer = [InsurerServer::Down, InsurerServer::Hangs, InsurerServer::Busy, InsurerServer::Drops];
        let mut weather = Self {
            mail: spells(dice, start, 15, (2, 60), &mail),
            insurer: spells(dice, start, 12, (4, 120), &insurer),
            nobody: spells(dice, start, 8, (2, 30), &[()]),
        };
        // Once a year something is really broken, and twice the insurer is away for longer than a hand-over is tried.
        weather.mail.extend(spells(dice, start, 1, (90, 160), &[MailServer::Down, MailServer::Misconfigured]));
        weather.insurer.extend(spells(dice, start, 2, (130, 240), &[InsurerServer::Down]));
        weather.nobody.extend(spells(dice, start, 1, (60, 120), &[()]));
        weather
    }

    /// Weather without a cloud.
    pub(crate) fn fine() -> Self {
        Self { mail: Vec::new(), insurer: Vec::new(), nobody: Vec::new() }
    }

    /// How the mail server is at a moment.
    pub(crate) fn mail(&self, at: DateTime<Utc>) -> MailServer {
        now_of(&self.mail, at).unwrap_or(MailServer::Well)
    }

    /// How the insurer's machine is at a moment.
    pub(crate) fn insurer(&self, at: DateTime<Utc>) -> InsurerServer {
        now_of(&self.insurer, at).unwrap_or(InsurerServer::Well)
    }

    /// Whether Santun runs at a moment.
    pub(crate) fn runs(&self, at: DateTime<Utc>) -> bool {
        now_of(&self.nobody, at).is_none()
    }
}
