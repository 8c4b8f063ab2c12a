//! Connections that wait for their next request.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::runtime::{Handle, Id};
use tokio::time::{Instant, timeout};

use super::Sender;

/// Shorter than the minute after which the load balancers of AWS close a connection.
const IDLE: Duration = Duration::from_secs(50);

/// How many connections to one origin wait at most.
const PER_ORIGIN: usize = 64;

/// How long a connection may take to finish with its last exchange; usually microseconds. One that still writes a
/// large request, because the service answered early, is not waited for.
const SETTLE: Duration = Duration::from_millis(10);

/// A connection is driven by the runtime that made it, and may only be used there: another may outlive it.
type Key = (Id, String);

#[derive(Default)]
pub(super) struct Pool {
    idle: Mutex<HashMap<Key, Vec<Idle>>>,
}

struct Idle {
    sender: Sender,
    since: Instant,
}

/// A connection in use. Dropped, it is closed; given back, it waits for the next request.
pub(super) struct Lease {
    pool: Arc<Pool>,
    key: Key,
    sender: Sender,
}

impl Lease {
    pub(super) fn sender(&mut self) -> &mut Sender {
        &mut self.sender
    }

    pub(super) fn give_back(self) {
        let Self { pool, key, sender } = self;
        if sender.is_closed() {
            return;
        }
        let since = Instant::now();
        let mut idle = pool.lock();
        let connections = idle.entry(key).or_default();
        if connections.len() < PER_ORIGIN {
            connections.push(Idle { sender, since });
        }
    }
}

impl Pool {
    /// A connection to the origin that is open and free, the one used last first.
    pub(super) async fn lease(self: &Arc<Self>, origin: &str) -> Option<Lease> {
        let key = key(origin);
        loop {
            let mut sender = self.pop(&key)?;
            if sender.is_ready() || matches!(timeout(SETTLE, sender.ready()).await, Ok(Ok(()))) {
                let pool = self.clone();
                return Some(Lease { pool, key, sender });
            }
        }
    }

    /// Takes a new connection into the pool's care.
    pub(super) fn adopt(self: &Arc<Self>, origin: &str, sender: Sender) -> Lease {
        Lease {
            pool: self.clone(),
            key: key(origin),
            sender,
        }
    }

    fn pop(&self, key: &Key) -> Option<Sender> {
        let mut idle = self.lock();
        let now = Instant::now();
        // Every visit sweeps, so there is no task that would have to.
        idle.retain(|_, connections| {
            connections.retain(|connection| !connection.sender.is_closed() && now - connection.since < IDLE);
            !connections.is_empty()
        });
        Some(idle.get_mut(key)?.pop()?.sender)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Vec<Idle>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(origin: &str) -> Key {
    (Handle::current().id(), origin.to_owned())
}
