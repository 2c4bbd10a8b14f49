//! An HTTP proxy on loopback that knows `CONNECT` alone, and one server: whatever host is asked for is that one.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::front::{Door, relay};

/// How it treats those who come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyRule {
    /// Lets everybody through.
    Open,
    /// Lets through whoever sends this `Proxy-Authorization`, and asks the others for one.
    Authorized(String),
    /// Lets nobody through.
    Closed,
}

/// What was asked of it: the request line and `Proxy-Authorization`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// `CONNECT host:port HTTP/1.1`.
    pub line: String,
    /// Who asks; empty where nobody says so.
    pub authorization: String,
}

/// A running proxy. Stops when dropped.
pub struct Proxy {
    door: Door,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// The longest head that is read.
const LONGEST: usize = 1 << 16;

impl Proxy {
    /// Starts one that leads to this server.
    pub fn start(server: SocketAddr, rule: ProxyRule) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        let door = Door::open(move |stream| serve(stream, server, rule.clone(), Arc::clone(&kept)));
        Self { door, asked }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> SocketAddr {
        self.door.address
    }

    /// Everything that was asked.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(mut stream: TcpStream, server: SocketAddr, rule: ProxyRule, kept: Arc<Mutex<Vec<Asked>>>) {
    let Some(asked) = read_head(&mut stream).await else {
        return;
    };
    let reply = match &rule {
        _ if !asked.line.starts_with("CONNECT ") => "405 Method Not Allowed",
        ProxyRule::Authorized(wanted) if *wanted != asked.authorization => {
            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\""
        }
        ProxyRule::Closed => "403 Forbidden",
        ProxyRule::Open | ProxyRule::Authorized(_) => "200 Connection established",
    };
    kept.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    let head = format!("HTTP/1.1 {reply}\r\n\r\n");
    if stream.write_all(head.as_bytes()).await.is_ok() && reply.starts_with("200") {
        relay(stream, server).await;
    }
}

async fn read_head(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < LONGEST {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let authorization = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("proxy-authorization")
            .then(|| value.trim().to_owned())
    });
    Some(Asked {
        line,
        authorization: authorization.unwrap_or_default(),
    })
}
