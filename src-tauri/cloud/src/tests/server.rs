//! What the client's tests share: a server on loopback that plays a script, and a time that passes when it is told to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use crate::credential::TypedSource;
use crate::{Client, ClientOptions, Credentials, Endpoint, RateLimiter, Time};

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Sends this, and closes.
    Raw(Vec<u8>),
    /// Says so and never answers.
    Hang(Sender<()>),
    /// Says so, with a way to let the answer come.
    Late(Sender<Sender<()>>, Box<Self>),
}

impl Reply {
    pub(crate) fn new(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut head = format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head = format!("{head}{name}: {value}\r\n");
        }
        Self::Raw(format!("{head}\r\n{body}").into_bytes())
    }

    pub(crate) fn ok(body: &str) -> Self {
        Self::new(200, &[], body)
    }

    pub(crate) fn refused(status: u16, code: &str) -> Self {
        Self::new(
            status,
            &[],
            &format!(r#"{{"Code":"{code}","Message":"m","RequestId":"r"}}"#),
        )
    }

    /// The same, broken off before its last bytes.
    pub(crate) fn cut(self, bytes: usize) -> Self {
        match self {
            Self::Raw(mut all) => {
                all.truncate(all.len() - bytes);
                Self::Raw(all)
            }
            other @ (Self::Hang(_) | Self::Late(..)) => other,
        }
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(given, _)| given == name);
        found.map_or("", |(_, value)| value)
    }
}

/// A server that answers one request after another from its script.
pub(crate) struct Server {
    pub(crate) endpoint: Endpoint,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    pub(crate) fn new(script: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = Endpoint::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let script: Arc<Mutex<VecDeque<_>>> = Arc::new(Mutex::new(script.into_iter().collect()));
        let record = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (record, script) = (Arc::clone(&record), Arc::clone(&script));
                std::thread::spawn(move || serve(stream.unwrap(), &record, &script));
            }
        });
        Self { endpoint, seen }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn client(&self, time: &Arc<StepTime>) -> Client {
        Client::new(self.options(time)).unwrap()
    }

    pub(crate) fn options(&self, time: &Arc<StepTime>) -> ClientOptions {
        ClientOptions {
            limiter: Arc::new(RateLimiter::with_time(None, Arc::clone(time) as Arc<dyn Time>)),
            time: Arc::clone(time) as Arc<dyn Time>,
            ..ClientOptions::of_endpoint(
                self.endpoint.clone(),
                Arc::new(TypedSource::new(key("secret", None))),
            )
        }
    }
}

fn serve(mut stream: TcpStream, record: &Mutex<Vec<Seen>>, script: &Mutex<VecDeque<Reply>>) {
    let Some(seen) = read_request(&stream) else {
        return;
    };
    record.lock().unwrap().push(seen);
    let reply = script.lock().unwrap().pop_front();
    send(
        &mut stream,
        reply.unwrap_or_else(|| Reply::refused(404, "ScriptIsOver")),
    );
}

fn send(stream: &mut TcpStream, reply: Reply) {
    match reply {
        // A client that has stopped no longer listens.
        Reply::Raw(bytes) => drop(stream.write_all(&bytes)),
        Reply::Hang(begun) => {
            begun.send(()).unwrap();
            // Ends when the client goes.
            drop(stream.read(&mut [0]));
        }
        Reply::Late(begun, reply) => {
            let (let_go, may_go) = channel();
            begun.send(let_go).unwrap();
            may_go.recv().unwrap();
            send(stream, *reply);
        }
    }
}

fn read_request(stream: &TcpStream) -> Option<Seen> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let mut seen = Seen {
        line: line.trim_end().to_owned(),
        headers,
        body: String::new(),
    };
    let length = seen.header("content-length").parse().unwrap_or(0);
    reader.take(length).read_to_string(&mut seen.body).ok()?;
    Some(seen)
}

pub(crate) fn key(secret: &str, token: Option<&str>) -> Credentials {
    Credentials {
        access_key_id: "testAccessKeyId".to_owned(),
        secret: secret.into(),
        security_token: token.map(SecretString::from),
    }
}

/// A time in which every wait is over at once, and is remembered.
#[derive(Default)]
pub(crate) struct StepTime {
    passed: Mutex<Duration>,
    waits: Mutex<Vec<Duration>>,
    /// Where set, waits never end; whoever waits says so here.
    stuck: Option<Sender<()>>,
}

impl StepTime {
    /// A time whose waits never end.
    pub(crate) fn stuck(begun: Sender<()>) -> Self {
        Self {
            stuck: Some(begun),
            ..Self::default()
        }
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.waits.lock().unwrap().clone()
    }

    pub(crate) fn pass(&self, duration: Duration) {
        *self.passed.lock().unwrap() += duration;
    }

    pub(crate) fn start() -> DateTime<Utc> {
        "2026-11-22T03:04:05Z".parse().unwrap()
    }
}

impl Time for StepTime {
    fn now(&self) -> DateTime<Utc> {
        Self::start() + TimeDelta::from_std(self.elapsed()).unwrap()
    }

    fn elapsed(&self) -> Duration {
        *self.passed.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.waits.lock().unwrap().push(duration);
        if let Some(stuck) = &self.stuck {
            stuck.send(()).unwrap();
            return Box::pin(std::future::pending());
        }
        self.pass(duration);
        Box::pin(std::future::ready(()))
    }
}
