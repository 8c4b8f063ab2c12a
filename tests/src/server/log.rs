//! What a server has seen so far, for the thread of the test, and the sign to stop, for the threads of the server.

use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::request::Request;

/// A request as it was received.
#[derive(Debug, Clone)]
pub struct Received {
    /// The number of its connection: 0 is the one that was made first.
    pub connection: usize,
    /// The request.
    pub request: Request,
    /// Why a service would refuse it, if its signature is not the right one.
    pub refused: Option<String>,
}

/// Who ended a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The client closed it between two requests, or while an answer was written.
    Client,
    /// The client closed it, or sent what is not HTTP, inside a request.
    Broken,
    /// The script of the server ended it.
    Server,
}

#[derive(Debug, Default)]
pub(super) struct Log {
    entries: Mutex<Entries>,
    changed: Condvar,
}

#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) received: Vec<Received>,
    connections: Vec<State>,
    stopped: bool,
}

#[derive(Debug)]
enum State {
    /// A second handle, to end it from another thread.
    Open(TcpStream),
    Ended(End),
}

impl Entries {
    pub(super) fn end(&self, connection: usize) -> Option<End> {
        match self.connections.get(connection) {
            Some(State::Ended(end)) => Some(*end),
            Some(State::Open(_)) | None => None,
        }
    }
}

impl Log {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Entries) -> T) -> T {
        let result = change(&mut self.entries());
        self.changed.notify_all();
        result
    }

    /// Notes a new connection and gives it its number.
    pub(super) fn opened(&self, handle: TcpStream) -> usize {
        self.change(|entries| {
            entries.connections.push(State::Open(handle));
            entries.connections.len() - 1
        })
    }

    /// Notes the end of a connection, and gives up the second handle.
    pub(super) fn ended(&self, connection: usize, end: End) {
        self.change(|entries| {
            if let Some(state) = entries.connections.get_mut(connection) {
                *state = State::Ended(end);
            }
        });
    }

    pub(super) fn push(&self, received: Received) {
        self.change(|entries| entries.received.push(received));
    }

    pub(super) fn received(&self) -> Vec<Received> {
        self.entries().received.clone()
    }

    pub(super) fn end(&self, connection: usize) -> Option<End> {
        self.entries().end(connection)
    }

    /// Ends every connection and every pause.
    pub(super) fn stop(&self) {
        self.change(|entries| {
            entries.stopped = true;
            for state in &entries.connections {
                if let State::Open(handle) = state {
                    // A connection that is gone already needs no end.
                    drop(handle.shutdown(Shutdown::Both));
                }
            }
        });
    }

    pub(super) fn stopped(&self) -> bool {
        self.entries().stopped
    }

    /// Waits until something holds, as long as the limit allows; says whether it holds.
    pub(super) fn wait(&self, limit: Duration, holds: impl Fn(&Entries) -> bool) -> bool {
        let deadline = Instant::now() + limit;
        let mut entries = self.entries();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if holds(&entries) || left.is_zero() {
                return holds(&entries);
            }
            entries = self
                .changed
                .wait_timeout(entries, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Waits for this time, unless the server stops.
    pub(super) fn pause(&self, time: Duration) {
        self.wait(time, |entries| entries.stopped);
    }
}
