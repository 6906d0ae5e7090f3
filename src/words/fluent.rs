//! The words of the pages, in Indonesian and English, from the Fluent files under `texts/`. What a procedure or the
//! law says stands in their own files and comes as [`Text`].

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::law::{Language, Text};

/// A file of words in both languages.
pub(super) struct Sheet {
    /// Its name, the same in both folders.
    pub(super) name: &'static str,
    pub(super) id: &'static str,
    pub(super) en: &'static str,
}

macro_rules! sheets {
    ($($name:literal),* $(,)?) => {
        &[$(Sheet {
            name: $name,
            id: include_str!(concat!("../../texts/id/", $name, ".ftl")),
            en: include_str!(concat!("../../texts/en/", $name, ".ftl")),
        }),*]
    };
}

pub(super) const SHEETS: &[Sheet] = sheets![
    "frame",
    "entry",
    "terms",
    "desk",
    "papers",
    "people",
    "family",
    "link",
    "calculators",
    "letters",
    "letters_desk",
    "admin"
];

/// The words in one reader's language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// The reader's language.
    pub fn language(self) -> Language {
        self.language
    }

    /// The words of a key.
    pub fn t(self, key: &str) -> String {
        self.say(key, &FluentArgs::new())
    }

    /// The words of a key, with one thing filled in.
    pub fn t1<'a>(self, key: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.say(key, &args)
    }

    /// The words of a key, with several things filled in.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.say(key, &args)
    }

    /// The words of a key for so many of something, `$n`, with other things filled in.
    pub fn counted(self, key: &str, n: u32, values: &[(&str, &str)]) -> String {
        let mut args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        args.set("n", n);
        self.say(key, &args)
    }

    /// A text that carries both languages.
    pub fn of_text(self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    /// Whether there are words of this key: for words that data names, as a kind of alert.
    pub fn has(self, key: &str) -> bool {
        bundle(self.language).has_message(key)
    }

    fn say(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = bundle(self.language);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            // A test knows every key of templates and pages; only data can name one that is not there.
            tracing::warn!(key, "words are missing");
            return key.replace(['-', '_'], " ");
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::warn!(key, ?errors, "words cannot be filled in");
        }
        Cow::into_owned(said)
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: OnceLock<(Bundle, Bundle)> = OnceLock::new();
    let (id, en) = BUNDLES.get_or_init(|| (load(Language::Id), load(Language::En)));
    match language {
        Language::Id => id,
        Language::En => en,
    }
}

fn load(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks around what is filled in only confuse whoever copies a line into a message.
    bundle.set_use_isolating(false);
    for sheet in SHEETS {
        let source = match language {
            Language::Id => sheet.id,
            Language::En => sheet.en,
        };
        // A test keeps every file without an error; what can be read is used all the same.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(sheet = sheet.name, ?errors, "a file of words cannot be read whole");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(sheet = sheet.name, ?errors, "words stand twice");
        }
    }
    bundle
}
