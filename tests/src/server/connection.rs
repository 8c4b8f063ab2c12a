//! One connection of a server: reads requests, one after the other, and plays the answers.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use socket2::SockRef;

use super::PATIENCE;
use super::log::{End, Log, Received};
use super::request::{Malformed, Request};
use super::script::{Answer, Script, Step, refusal, response};
use super::signature;

pub(super) struct Connection {
    stream: TcpStream,
    log: Arc<Log>,
    number: usize,
    /// Bytes behind the last request.
    buffer: Vec<u8>,
}

/// Whether the connection is still of use.
type Going = Result<(), End>;

impl Connection {
    pub(super) fn open(stream: TcpStream, log: Arc<Log>) -> std::io::Result<Self> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let number = log.opened(stream.try_clone()?);
        Ok(Self {
            stream,
            log,
            number,
            buffer: Vec::new(),
        })
    }

    /// Answers requests until somebody ends the connection.
    pub(super) fn serve(mut self, script: &Script) {
        let mut going = Ok(());
        while going.is_ok() {
            going = self.exchange(script);
        }
        let Self {
            stream, log, number, ..
        } = self;
        // First the end of both handles, so that a test that hears of it finds the connection closed.
        if let Err(end) = going {
            log.ended(number, end);
        }
        drop(stream);
    }

    fn exchange(&mut self, script: &Script) -> Going {
        let request = self.receive()?;
        let account = script.account.as_ref();
        let refused = account.and_then(|account| signature::check(&request, account).err());
        let answer = match &refused {
            Some(reason) => refusal(reason),
            None => script.next(),
        };
        self.log.push(Received {
            connection: self.number,
            request,
            refused,
        });
        self.play(answer)
    }

    /// The next request; the bytes behind it stay for the one that follows.
    fn receive(&mut self) -> Result<Request, End> {
        loop {
            match Request::parse(&self.buffer) {
                Ok((request, length)) => {
                    self.buffer.drain(..length);
                    return Ok(request);
                }
                Err(Malformed::Incomplete) => {}
                Err(Malformed::NotHttp(reason)) => {
                    // The client learns what is wrong, if it listens.
                    drop(self.stream.write_all(&response(400, &[], reason.as_bytes())));
                    return Err(End::Broken);
                }
            }
            let mut piece = [0; 16 * 1024];
            match self.stream.read(&mut piece) {
                Ok(0) | Err(_) if self.buffer.is_empty() => return Err(End::Client),
                Ok(0) | Err(_) => return Err(End::Broken),
                Ok(length) => self.buffer.extend_from_slice(&piece[..length]),
            }
        }
    }

    fn play(&mut self, answer: Answer) -> Going {
        for step in answer.0 {
            match step {
                Step::Write(bytes) => self.write(&bytes)?,
                Step::Repeat(bytes) => loop {
                    self.write(&bytes)?;
                },
                Step::Pause(time) => self.pause(time)?,
                Step::Hang => self.hang()?,
                Step::Close => return Err(End::Server),
                Step::Reset => {
                    // A lingering time of zero makes the system send a reset where it would close.
                    drop(SockRef::from(&self.stream).set_linger(Some(Duration::ZERO)));
                    return Err(End::Server);
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Going {
        self.stream.write_all(bytes).map_err(|_| End::Client)
    }

    fn pause(&self, time: Duration) -> Going {
        self.log.pause(time);
        if self.log.stopped() { Err(End::Server) } else { Ok(()) }
    }

    /// Waits for the client to go. What it sends until then is a part of its next request.
    fn hang(&mut self) -> Going {
        let mut piece = [0; 1024];
        loop {
            match self.stream.read(&mut piece) {
                Ok(0) => return Err(End::Client),
                Ok(length) => self.buffer.extend_from_slice(&piece[..length]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return Err(End::Client),
                Err(_) => return Err(End::Server),
            }
        }
    }
}
