//! A browser by the name that people know it by.

/// Browsers, by a word of what they say of themselves; those that pretend to be others stand before them.
const BROWSERS: [(&str, &str); 7] = [
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Chromium", "Chromium"),
    ("Safari", "Safari"),
];
/// Systems, likewise.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// `Chrome, Android`; nothing when neither is known.
pub(super) fn device_words(said: &str) -> Option<String> {
    let known =
        |names: &[(&str, &'static str)]| names.iter().find(|(word, _)| said.contains(word)).map(|(_, name)| *name);
    let found: Vec<&str> = known(&BROWSERS).into_iter().chain(known(&SYSTEMS)).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

#[cfg(test)]
mod tests {
    use super::device_words;

    #[test]
    fn browsers_are_called_by_their_names() {
        let check = |said: &str, expected: Option<&str>| assert_eq!(device_words(said).as_deref(), expected, "{said}");
        check(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0 Safari/537.36",
            Some("Chrome, Linux"),
        );
        check(
            "Mozilla/5.0 (Linux; Android 10; SM-A105G) AppleWebKit/537.36 SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
            Some("Samsung Internet, Android"),
        );
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E148 Safari/604.1",
            Some("Safari, iPhone"),
        );
        check("curl/8.5", None);
    }
}
