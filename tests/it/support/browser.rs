//! Somebody at a browser without JavaScript: keeps cookies, follows redirects, and sends forms as a page shows them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use actix_web::test::TestRequest;

use super::app::{Reply, TestApp, multipart};

/// No page is larger, before it is compressed.
const PAGE_BYTES_MAX: usize = 100_000;

/// A browser.
pub(crate) struct Browser<'a> {
    app: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
    language: &'static str,
}

/// A page that was shown: its address and its text.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) address: String,
    pub(crate) html: String,
}

impl Shown {
    /// Whether the page says this.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.html.contains(words), "{} does not say {words:?}:\n{}", self.address, self.html);
        self
    }

    /// Whether the page says nothing of this.
    #[track_caller]
    pub(crate) fn does_not_say(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "{} says {words:?}:\n{}", self.address, self.html);
        self
    }

    /// The status, once it is as expected.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}:\n{}", self.address, self.html);
        self
    }

    /// The hidden fields of the form that is sent to an address.
    #[track_caller]
    pub(crate) fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let form = self.form(action);
        assert!(
            form.is_some(),
            "no form for {action} on {}:
{}",
            self.address,
            self.html
        );
        let form = form.unwrap();
        let inputs = form.split("<input").skip(1).filter(|input| input.contains("type=\"hidden\""));
        inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }

    /// The text of the form that is sent to an address; one without an address is sent to the page's own.
    pub(crate) fn form(&self, action: &str) -> Option<&str> {
        let path = self.address.split('?').next().unwrap();
        let forms = self.html.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap());
        forms.into_iter().find(|form| {
            let head = form.split('>').next().unwrap();
            let to = attribute(head, "action");
            let post = head.contains("method=\"post\"");
            post && (to == action || (to.is_empty() && path == action))
        })
    }
}

/// The value of an attribute, without the marks of HTML.
fn attribute(text: &str, name: &str) -> String {
    let head = text.split('>').next().unwrap();
    let Some((_, rest)) = head.split_once(&format!(" {name}=\"")) else { return String::new() };
    let value = rest.split('"').next().unwrap();
    let marks = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    marks.iter().fold(value.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

impl<'a> Browser<'a> {
    /// A browser in English that nobody is logged in with.
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: RefCell::default(), language: "en" }
    }

    /// The same in Indonesian.
    pub(crate) fn indonesian(mut self) -> Self {
        self.language = "id";
        self
    }

    /// A browser that a user of the desk has logged in with: `wati`, `sari`, ….
    pub(crate) async fn of(app: &'a TestApp, mailbox: &str) -> Self {
        let invitation = app.desk.invite(&format!("{mailbox}@desk.test"), None).await.unwrap();
        let opened = app.desk.accept_invitation(&invitation.token, "kata sandi yang panjang", "test").await.unwrap();
        Self::with_session(app, &opened.token)
    }

    /// A browser that holds a session.
    pub(crate) fn with_session(app: &'a TestApp, token: &str) -> Self {
        let browser = Self::new(app);
        browser.cookies.borrow_mut().insert("santun_session".to_owned(), token.to_owned());
        browser
    }

    fn request(&self, method: &str, path: &str) -> TestRequest {
        let cookies = self.cookies.borrow();
        let cookies: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        TestRequest::default()
            .method(method.parse().unwrap())
            .uri(path)
            .insert_header(("accept-language", self.language))
            .insert_header(("sec-fetch-site", "same-origin"))
            .insert_header(("cookie", cookies.join("; ")))
    }

    /// A request of another's making, with this browser's cookies.
    pub(crate) fn with_cookies(&self, request: TestRequest) -> TestRequest {
        let cookies = self.cookies.borrow();
        let cookies: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.insert_header(("cookie", cookies.join("; ")))
    }

    /// Sends a request and keeps the cookies of its answer.
    pub(crate) async fn send(&self, request: TestRequest) -> Reply {
        let reply = self.app.send(request).await;
        for cookie in reply.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        reply
    }

    /// Opens a page, and follows where it leads.
    pub(crate) async fn get(&self, path: &str) -> Shown {
        let reply = self.send(self.request("GET", path)).await;
        self.shown(path, reply).await
    }

    /// A look at a path that leads nowhere else.
    pub(crate) async fn look(&self, path: &str) -> Reply {
        self.send(self.request("GET", path)).await
    }

    async fn shown(&self, path: &str, reply: Reply) -> Shown {
        let (mut address, mut reply) = (path.to_owned(), reply);
        for _ in 0..5 {
            if reply.status != 303 {
                break;
            }
            address = reply.header("location").to_owned();
            let path = address.split('#').next().unwrap().to_owned();
            reply = self.send(self.request("GET", &path)).await;
        }
        let html = String::from_utf8_lossy(&reply.bytes).into_owned();
        assert!(html.len() < PAGE_BYTES_MAX, "{address} has {} bytes", html.len());
        Shown { status: reply.status, address, html }
    }

    /// Sends the form of a page to its address with these fields filled in.
    pub(crate) async fn submit(&self, page: &Shown, action: &str, fields: &[(&str, &str)]) -> Shown {
        let mut pairs = page.hidden(action);
        pairs.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
        pairs.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(action, &pairs).await
    }

    /// Posts pairs as they are.
    pub(crate) async fn post(&self, action: &str, pairs: &[(String, String)]) -> Shown {
        let reply = self.send(self.request("POST", action).set_form(pairs)).await;
        self.shown(action, reply).await
    }

    /// Sends the form of a page with a file.
    pub(crate) async fn send_file(
        &self,
        page: &Shown,
        action: &str,
        fields: &[(&str, &str)],
        file: (&str, &[u8]),
    ) -> Shown {
        let hidden = page.hidden(action);
        let mut pairs: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        pairs.extend_from_slice(fields);
        self.send_multipart(action, multipart(&pairs, Some(file))).await
    }

    /// Sends a form with files as it stands.
    pub(crate) async fn send_multipart(&self, action: &str, body: Vec<u8>) -> Shown {
        let request =
            self.request("POST", action).insert_header(("content-type", "multipart/form-data; boundary=limit"));
        let reply = self.send(request.set_payload(body)).await;
        self.shown(action, reply).await
    }
}
