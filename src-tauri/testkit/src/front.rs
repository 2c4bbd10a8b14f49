//! What stands between a client and a server on loopback: TLS, or a proxy. Both count who comes, pass bytes on as they
//! are, and end when dropped.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;

use tokio::io::{AsyncRead, AsyncWrite, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot::{Sender, channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

use crate::certificate::Identity;

/// A port on loopback with a thread behind it.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    comers: Arc<AtomicUsize>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Door {
    /// Opens a port; each connection is handed to `serve`.
    pub(crate) fn open<F>(serve: impl Fn(TcpStream) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = StdListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let comers = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&comers);
        let (stop, stopped) = channel::<()>();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .unwrap();
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                tokio::spawn(async move {
                    loop {
                        if let Ok((stream, _)) = listener.accept().await {
                            counted.fetch_add(1, Ordering::Relaxed);
                            tokio::spawn(serve(stream));
                        }
                    }
                });
                // Told, or its owner is gone: both end it.
                let _ = stopped.await;
            });
        });
        Self {
            address,
            comers,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    pub(crate) fn comers(&self) -> usize {
        self.comers.load(Ordering::Relaxed)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Passes bytes between a client and a server until both are done.
pub(crate) async fn relay(mut client: impl AsyncRead + AsyncWrite + Unpin, server: SocketAddr) {
    if let Ok(mut server) = TcpStream::connect(server).await {
        // Whoever goes away first is no matter.
        let _ = copy_bidirectional(&mut client, &mut server).await;
    }
}

/// TLS in front of a server that speaks plain HTTP.
pub struct TlsFront {
    door: Door,
}

impl TlsFront {
    /// Shows this identity, and passes what comes through TLS on to a server such as `http://127.0.0.1:PORT`.
    pub fn start(identity: Identity, server: &str) -> Self {
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(identity.chain, identity.key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let server = address_of(server);
        let door = Door::open(move |stream| {
            let acceptor = acceptor.clone();
            async move {
                // A client that does not trust what it is shown hangs up.
                if let Ok(stream) = acceptor.accept(stream).await {
                    relay(stream, server).await;
                }
            }
        });
        Self { door }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.door.address
    }

    /// `https://HOST:PORT`.
    pub fn endpoint(&self, host: &str) -> String {
        format!("https://{host}:{}", self.door.address.port())
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.door.comers()
    }
}

/// The address of `http://127.0.0.1:PORT`.
pub(crate) fn address_of(endpoint: &str) -> SocketAddr {
    endpoint
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .parse()
        .unwrap()
}
