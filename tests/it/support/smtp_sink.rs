//! A mail server of our own: it keeps what it is sent, and misbehaves where it is told to.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A moment of the conversation: when a client has connected, or has said this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Connect,
    Ehlo,
    Auth,
    Mail,
    Rcpt,
    Data,
    /// The whole letter has come, and is kept.
    Letter,
}

impl At {
    pub(crate) const ALL: [Self; 7] =
        [Self::Connect, Self::Ehlo, Self::Auth, Self::Mail, Self::Rcpt, Self::Data, Self::Letter];
}

/// What it does on one connection. Every moment that is not named goes well.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner {
    Well,
    /// Answers with this line instead.
    Say(At, &'static str),
    /// Says nothing any more, and keeps the line open.
    Hang(At),
    /// Closes the line.
    Drop(At),
}

/// A letter as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) bytes: Vec<u8>,
}

/// The server. It ends with its value.
pub(crate) struct SmtpSink {
    pub(crate) address: SocketAddr,
    kept: Arc<Mutex<Vec<Kept>>>,
    heard: Arc<Mutex<Vec<String>>>,
    running: JoinHandle<()>,
}

impl SmtpSink {
    /// The first connection gets the first manner, and so on; all others go well.
    pub(crate) async fn start(manners: &[Manner]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let kept: Arc<Mutex<Vec<Kept>>> = Arc::default();
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let mut manners: VecDeque<Manner> = manners.iter().copied().collect();
        let (letters, lines) = (Arc::clone(&kept), Arc::clone(&heard));
        let running = tokio::spawn(async move {
            // Dropped with this task, and the conversations with it.
            let mut lines_open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let manner = manners.pop_front().unwrap_or(Manner::Well);
                let (kept, heard) = (Arc::clone(&letters), Arc::clone(&lines));
                let line = Line { stream: BufReader::new(stream), manner, kept, heard };
                lines_open.spawn(line.converse());
            }
        });
        Self { address, kept, heard, running }
    }

    /// The letters that came, in order.
    pub(crate) fn kept(&self) -> Vec<Kept> {
        self.kept.lock().unwrap().clone()
    }

    /// The lines that clients said, letters left out.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// One connection.
struct Line {
    stream: BufReader<TcpStream>,
    manner: Manner,
    kept: Arc<Mutex<Vec<Kept>>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Line {
    /// Until the client leaves, or manners end it; both are the end of this connection only.
    async fn converse(mut self) {
        let _ = self.talk().await;
    }

    async fn talk(&mut self) -> io::Result<()> {
        self.answer(At::Connect, "220 sink.example ESMTP").await?;
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let line = self.read().await?;
            self.heard.lock().unwrap().push(line.clone());
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" => self.answer(At::Ehlo, "250-sink.example\r\n250 AUTH PLAIN").await?,
                "AUTH" => self.answer(At::Auth, "235 2.7.0 Welcome").await?,
                "MAIL" => {
                    from = address(&line);
                    self.answer(At::Mail, "250 2.1.0 Ok").await?;
                }
                "RCPT" => {
                    to = address(&line);
                    self.answer(At::Rcpt, "250 2.1.5 Ok").await?;
                }
                "DATA" => {
                    self.answer(At::Data, "354 Go on").await?;
                    let bytes = self.letter().await?;
                    self.kept.lock().unwrap().push(Kept { from: from.clone(), to: to.clone(), bytes });
                    self.answer(At::Letter, "250 2.0.0 Kept").await?;
                }
                "QUIT" => return self.say("221 2.0.0 Bye").await,
                _ => self.say("500 5.5.2 What?").await?,
            }
        }
    }

    /// Answers as it should at this moment, or as its manner has it.
    async fn answer(&mut self, now: At, line: &str) -> io::Result<()> {
        match self.manner {
            Manner::Say(at, other) if at == now => self.say(other).await,
            Manner::Hang(at) if at == now => std::future::pending().await,
            Manner::Drop(at) if at == now => Err(io::ErrorKind::ConnectionAborted.into()),
            _ => self.say(line).await,
        }
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }

    async fn read(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    /// The lines until a dot alone, with the dots that were doubled on the way.
    async fn letter(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.stream.read_until(b'\n', &mut line).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                return Ok(bytes);
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

/// What stands in the angle brackets.
fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
