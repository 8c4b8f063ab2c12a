//! A loopback HTTP/1.1 server that reads requests as a service would and answers by a script of raw bytes. It knows no
//! operation and no client.

mod connection;
mod log;
mod request;
mod script;
mod signature;

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

pub use self::log::{End, Received};
pub use self::request::Request;
pub use self::script::{Answer, Step, response};
pub use self::signature::Account;

use self::connection::Connection;
use self::log::Log;
use self::script::Script;

/// No wait of the server is longer: a test that hangs ends with a failure.
const PATIENCE: Duration = Duration::from_secs(10);

/// More than any test opens.
const MAX_CONNECTIONS: usize = 64;

/// The server. Dropping it closes every connection and waits until its threads have ended.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Arc<Log>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// A server on a free port that gives these answers, in this order, to requests with a signature of this account.
    ///
    /// A request that is not signed as it should be gets the error that services of AWS give, and no answer is used.
    /// Without an account every request is taken, signed or not. One more request than answers finds its connection closed.
    ///
    /// # Panics
    ///
    /// When the system has no port left.
    #[must_use]
    pub fn start(account: impl Into<Option<Account>>, answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on the loopback interface");
        let address = listener.local_addr().expect("the listener is bound");
        let log = Arc::new(Log::default());
        let script = Arc::new(Script::new(account.into(), answers));
        let acceptor = {
            let log = log.clone();
            std::thread::spawn(move || accept(&listener, &log, &script))
        };
        Self {
            address,
            log,
            acceptor: Some(acceptor),
        }
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was received so far, in the order of arrival.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.log.received()
    }

    /// Who ended the connection; nothing while it is open.
    #[must_use]
    pub fn end(&self, connection: usize) -> Option<End> {
        self.log.end(connection)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.log.stop();
        // Wakes the thread that accepts. If nobody can connect any more, it has ended already.
        drop(TcpStream::connect_timeout(&self.address, PATIENCE));
        if let Some(acceptor) = self.acceptor.take()
            && acceptor.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the server of the test panicked");
        }
    }
}

fn accept(listener: &TcpListener, log: &Arc<Log>, script: &Arc<Script>) {
    let mut threads = Vec::new();
    while let Ok((stream, _)) = listener.accept() {
        if log.stopped() || threads.len() == MAX_CONNECTIONS {
            break;
        }
        let Ok(connection) = Connection::open(stream, log.clone()) else {
            continue;
        };
        let script = script.clone();
        threads.push(std::thread::spawn(move || connection.serve(&script)));
    }
    for thread in threads {
        thread.join().expect("connections have no reason to panic");
    }
}
