//! What a server has seen so far, for the thread of the test, and the sign to stop, for the threads of the server.

use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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
    stopping: Condvar,
}

#[derive(Debug, Default)]
struct Entries {
    received: Vec<Received>,
    connections: Vec<State>,
    stopped: bool,
}

#[derive(Debug)]
enum State {
    /// A second handle, to end it from another thread.
    Open(TcpStream),
    Ended(End),
}

impl Log {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a new connection and gives it its number.
    pub(super) fn opened(&self, handle: TcpStream) -> usize {
        let mut entries = self.entries();
        entries.connections.push(State::Open(handle));
        entries.connections.len() - 1
    }

    /// Notes the end of a connection, and gives up the second handle.
    pub(super) fn ended(&self, connection: usize, end: End) {
        if let Some(state) = self.entries().connections.get_mut(connection) {
            *state = State::Ended(end);
        }
    }

    pub(super) fn push(&self, received: Received) {
        self.entries().received.push(received);
    }

    pub(super) fn received(&self) -> Vec<Received> {
        self.entries().received.clone()
    }

    pub(super) fn end(&self, connection: usize) -> Option<End> {
        match self.entries().connections.get(connection) {
            Some(State::Ended(end)) => Some(*end),
            Some(State::Open(_)) | None => None,
        }
    }

    /// Ends every connection and every pause.
    pub(super) fn stop(&self) {
        let mut entries = self.entries();
        entries.stopped = true;
        for state in &entries.connections {
            if let State::Open(handle) = state {
                // A connection that is gone already needs no end.
                drop(handle.shutdown(Shutdown::Both));
            }
        }
        drop(entries);
        self.stopping.notify_all();
    }

    pub(super) fn stopped(&self) -> bool {
        self.entries().stopped
    }

    /// Waits for this time, unless the server stops.
    pub(super) fn pause(&self, time: Duration) {
        let going = |entries: &mut Entries| !entries.stopped;
        drop(self.stopping.wait_timeout_while(self.entries(), time, going));
    }
}
