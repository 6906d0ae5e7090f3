//! The interface to click through, which loads nothing from elsewhere.

use crate::support::app::{Reply, TestApp};
use crate::support::database::{TestDatabase, run};

/// The values of `src` and `href` in a page.
fn named(html: &str) -> Vec<&str> {
    let after = |attribute: &'static str| html.split(attribute).skip(1);
    after("src=\"").chain(after("href=\"")).filter_map(|rest| rest.split('"').next()).collect()
}

#[track_caller]
fn strict(reply: &Reply) {
    assert_eq!(reply.status, 200);
    let policy = reply.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'), "{policy}");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("referrer-policy"), "no-referrer");
}

#[test]
fn the_page_and_all_it_names_come_from_here() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let nobody = app.by("");
        let folder = nobody.get("/api/docs").await;
        assert_eq!((folder.status, folder.header("location")), (308, "/api/docs/"));
        let page = nobody.get("/api/docs/").await;
        strict(&page);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        let html = String::from_utf8(page.bytes).unwrap();
        assert!(!html.contains("://") && !html.contains("style=") && !html.contains("<style"), "{html}");
        assert!(html.split("<script").skip(1).all(|tag| tag.trim_start().starts_with("src=")), "{html}");
        assert!(html.split("</script>").all(|before| before.ends_with("> ") || !before.contains("<script")), "{html}");
        let files = named(&html);
        assert!(files.len() >= 5, "{files:?}");
        for file in files {
            assert!(!file.contains(':') && !file.starts_with("//"), "{file}");
            let file = file.trim_start_matches("./");
            let reply = nobody.get(&format!("/api/docs/{file}")).await;
            strict(&reply);
            assert!(!reply.bytes.is_empty(), "{file}");
            let expected = match file.rsplit_once('.').unwrap().1 {
                "js" => "text/javascript; charset=utf-8",
                "css" => "text/css; charset=utf-8",
                _ => "image/png",
            };
            assert_eq!(reply.header("content-type"), expected, "{file}");
        }
        let settings = nobody.get("/api/docs/swagger-initializer.js").await;
        let settings = String::from_utf8(settings.bytes).unwrap();
        assert!(settings.contains("\"url\": \"/api/openapi.json\""), "{settings}");
        assert!(settings.contains("\"validatorUrl\": \"none\"") && !settings.contains("://"), "{settings}");
    });
}

#[test]
fn other_files_are_not_there() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        for path in
            ["nothing.js", "../openapi.json", "..%2f..%2fCargo.toml", "index.html/", "%00", "swagger-ui.css.map"]
        {
            let reply = app.by("").get(&format!("/api/docs/{path}")).await;
            assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        }
        assert_eq!(app.by("").get("/api/docs/nothing.js").await.problem(404), "not_found");
    });
}
