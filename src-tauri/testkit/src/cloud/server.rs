//! HTTP on loopback: reads requests whole, hands them on, sends answers as badly as they are meant to be.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, UNIX_EPOCH};

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming as Arriving, SizeHint};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot::Receiver;

use super::control;
use super::export::FOLDER;
use super::gateway;
use super::reply::Reply;
use super::sign::Incoming;
use super::state::Shared;

/// Serves until told to stop. Connections that are open then are dropped.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, stop: Receiver<()>) {
    tokio::spawn(async move {
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, Arc::clone(&shared)));
            }
        }
    });
    // Told, or its owner is gone: both end it.
    let _ = stop.await;
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let doomed = Arc::new(AtomicBool::new(false));
    let line = Line {
        stream,
        doomed: Arc::clone(&doomed),
    };
    let service = service_fn(move |request| {
        let (shared, doomed) = (Arc::clone(&shared), Arc::clone(&doomed));
        async move { Ok::<_, Infallible>(exchange(request, &shared, &doomed).await) }
    });
    // A client that goes away is no matter.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(line), service)
        .await;
}

async fn exchange(request: Request<Arriving>, shared: &Shared, doomed: &AtomicBool) -> Response<Sending> {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return respond(Reply::new(400, "text/plain", "incomplete body"), shared);
    };
    let headers = head.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let request = Incoming {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: body.to_bytes().to_vec(),
    };
    let reply = if let Some(path) = request.path.strip_prefix("/_standin/") {
        control::answer(shared, path, &request)
    } else {
        busy(shared, 1);
        let reply = if request.path.starts_with(FOLDER) {
            gateway::download(shared, &request)
        } else {
            gateway::answer(shared, &request)
        };
        if reply.delay > Duration::ZERO {
            tokio::time::sleep(reply.delay).await;
        }
        busy(shared, -1);
        reply
    };
    doomed.fetch_or(reply.reset, Ordering::Relaxed);
    respond(reply, shared)
}

fn busy(shared: &Shared, change: i64) {
    let mut state = shared.state();
    state.in_flight = state.in_flight.saturating_add_signed(change);
    state.counters.most_in_flight = state.counters.most_in_flight.max(state.in_flight);
}

fn respond(reply: Reply, shared: &Shared) -> Response<Sending> {
    let now = Duration::from_millis(shared.clock.now().unsigned_abs());
    let mut response = Response::builder()
        .status(reply.status)
        .header("content-type", reply.content_type)
        .header("date", httpdate::fmt_http_date(UNIX_EPOCH + now));
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    response
        .body(Sending {
            whole: reply.body.len() as u64,
            left: Some(Bytes::from(reply.body)),
            reset: reply.reset,
            stalls: reply.stalls,
        })
        .unwrap_or_default()
}

/// A body that may break off in the middle, or rest there for ever.
#[derive(Default)]
struct Sending {
    whole: u64,
    left: Option<Bytes>,
    reset: bool,
    stalls: bool,
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.left.take() {
            Some(bytes) if self.reset => {
                // What is sent so far is flushed before the failure is polled for.
                context.waker().wake_by_ref();
                Poll::Ready(Some(Ok(Frame::data(bytes.slice(..bytes.len() / 2)))))
            }
            Some(bytes) if self.stalls => Poll::Ready(Some(Ok(Frame::data(bytes.slice(..bytes.len() / 2))))),
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            // Nobody is ever woken; the connection ends with its client.
            None if self.stalls => Poll::Pending,
            None if self.reset => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_none() && !self.reset && !self.stalls
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.whole)
    }
}

/// A connection that ends in a reset instead of a farewell once it is doomed.
struct Line {
    stream: TcpStream,
    doomed: Arc<AtomicBool>,
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.doomed.load(Ordering::Relaxed) {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
