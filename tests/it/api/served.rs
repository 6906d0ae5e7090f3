//! The server itself, over a socket: a stream without an end, and the word to stop.

use std::net::{SocketAddr, TcpListener};

use santun::web::{App, Limits, serve};
use santun::words::OfficeContact;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, run};

/// A server on a free port, and the word that stops it.
fn listen(app: &TestApp) -> (SocketAddr, oneshot::Sender<()>, impl Future<Output = std::io::Result<()>> + use<>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let parts = App {
        desk: app.desk.clone(),
        insurer_secret: None,
        metrics: None,
        limits: Limits::default(),
        office: OfficeContact::default(),
        demo: Vec::new(),
    };
    (address, stop, serve(parts, listener, async move { drop(stopped.await) }))
}

#[test]
fn a_file_of_100_mb_is_refused_while_it_comes() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let (address, stop, serving) = listen(&app);
        let head = format!(
            "POST /api/v1/{} HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {}\r\naccept-language: en\r\n\
             content-type: multipart/form-data; boundary=limit\r\ntransfer-encoding: chunked\r\n\r\n",
            case.path("/documents"),
            app.tokens.caseworker,
        );
        let client = async {
            let (mut reading, mut writing) = TcpStream::connect(address).await.unwrap().into_split();
            let sending = async {
                let mut sent = 0_usize;
                writing.write_all(head.as_bytes()).await.unwrap();
                let opening = "--limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n";
                writing.write_all(format!("{:x}\r\n{opening}\r\n", opening.len()).as_bytes()).await.unwrap();
                let chunk = [format!("{:x}\r\n", 1 << 20).as_bytes(), &vec![b'x'; 1 << 20], b"\r\n"].concat();
                while sent < 100 && writing.write_all(&chunk).await.is_ok() {
                    sent += 1;
                }
                sent
            };
            let receiving = async {
                let mut answer = Vec::new();
                let mut buffer = [0; 4096];
                while let Ok(count @ 1..) = reading.read(&mut buffer).await {
                    answer.extend_from_slice(&buffer[..count]);
                    if String::from_utf8_lossy(&answer).contains("request_id") {
                        break;
                    }
                }
                String::from_utf8_lossy(&answer).into_owned()
            };
            let (answer, _) = futures_util::future::join(receiving, sending).await;
            stop.send(()).unwrap();
            answer
        };
        let (answer, served) = futures_util::future::join(client, serving).await;
        served.unwrap();
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
        assert!(answer.contains("\"code\":\"too_large\""), "{answer}");
        assert_eq!(case.claim().await["version"], 1);
    });
}

#[test]
fn requests_under_way_finish_after_the_word_to_stop() {
    run(async {
        let app = TestApp::new(TestDatabase::sqlite()).await;
        let case = Case::open(&app).await;
        let (address, stop, serving) = listen(&app);
        let body = "{\"text\": \"terakhir\"}";
        let head = format!(
            "POST /api/v1/{} HTTP/1.1\r\nhost: desk\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n",
            case.path("/notes"),
            app.tokens.caseworker,
            body.len(),
        );
        let client = async {
            let mut stream = TcpStream::connect(address).await.unwrap();
            let (first, rest) = body.split_at(5);
            stream.write_all(format!("{head}{first}").as_bytes()).await.unwrap();
            // That it asks for the rest shows that the request is under way.
            let mut continued = [0; 25];
            stream.read_exact(&mut continued).await.unwrap();
            assert_eq!(&continued, b"HTTP/1.1 100 Continue\r\n\r\n");
            stop.send(()).unwrap();
            tokio::task::yield_now().await;
            stream.write_all(rest.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        };
        let (answer, served) = futures_util::future::join(client, serving).await;
        served.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert_eq!(case.claim().await["notes"][0]["text"], "terakhir");
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    });
}
