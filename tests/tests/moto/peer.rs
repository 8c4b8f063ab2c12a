//! moto as a process of the test: started on a free port, given a user whose signatures it then insists on, and stopped.
//! It knows no service but IAM, and that without the clients under test.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tinsmith::Config;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Credentials;

/// A role that the user may assume, and that may do everything.
pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/tester";
/// What moto knows the caller as.
pub(crate) const USER: &str = "arn:aws:iam::123456789012:user/caller";

/// Python on a machine that is busy with compiling takes its time.
const START_LIMIT: Duration = Duration::from_secs(60);
const CALL_LIMIT: Duration = Duration::from_secs(60);

const FORM: &str = "application/x-www-form-urlencoded";
const ALLOW_ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const TRUST_ALL: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}]}"#;

/// A running moto.
pub(crate) struct Moto {
    process: Child,
    address: SocketAddr,
    key: String,
    secret: String,
}

impl Moto {
    /// Starts moto, unless there is none: then it says so.
    pub(crate) fn start() -> Option<Self> {
        let Some(program) = env::var_os("MOTO_SERVER") else {
            println!(
                "skipped: no moto to talk to; `pip install 'moto[server]==5.2.5'`, then set MOTO_SERVER to the path of \
                 `moto_server`"
            );
            return None;
        };
        let address = free_port();
        let mut moto = Self {
            process: spawn(&program, address),
            address,
            key: String::new(),
            secret: String::new(),
        };
        moto.wait();
        moto.create_user();
        Some(moto)
    }

    /// The configuration of a client that signs as the user with all rights.
    pub(crate) fn config(&self) -> Config {
        self.settings().build()
    }

    /// The same, to be changed.
    pub(crate) fn settings(&self) -> ConfigBuilder {
        self.config_with(Credentials::new(&self.key, &self.secret))
    }

    /// The configuration of a client with other credentials.
    pub(crate) fn config_with(&self, credentials: Credentials) -> ConfigBuilder {
        Config::builder()
            .region("us-east-1")
            .endpoint_url(format!("http://{}", self.address))
            .credentials(credentials)
            .operation_timeout(CALL_LIMIT)
    }

    /// The access key of the user with all rights.
    pub(crate) fn access_key(&self) -> &str {
        &self.key
    }

    fn wait(&mut self) {
        let start = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if let Some(status) = self.process.try_wait().expect("the process is ours") {
                panic!("moto ended before it listened: {status}");
            }
            assert!(
                start.elapsed() < START_LIMIT,
                "moto does not listen after {START_LIMIT:?}"
            );
            sleep(Duration::from_millis(50));
        }
    }

    /// A user, a role and their rights. moto lets as many actions pass unsigned as it is told to, and then none.
    fn create_user(&mut self) {
        let unsigned = [
            vec![("Action", "CreateUser"), ("UserName", "caller")],
            vec![
                ("Action", "PutUserPolicy"),
                ("UserName", "caller"),
                ("PolicyName", "all"),
                ("PolicyDocument", ALLOW_ALL),
            ],
            vec![
                ("Action", "CreateRole"),
                ("RoleName", "tester"),
                ("AssumeRolePolicyDocument", TRUST_ALL),
            ],
            vec![
                ("Action", "PutRolePolicy"),
                ("RoleName", "tester"),
                ("PolicyName", "all"),
                ("PolicyDocument", ALLOW_ALL),
            ],
            vec![("Action", "CreateAccessKey"), ("UserName", "caller")],
        ];
        self.post("/moto-api/reset-auth", "text/plain", &unsigned.len().to_string());
        let mut answer = String::new();
        for parameters in unsigned {
            answer = self.post("/", FORM, &form(parameters.into_iter().collect()));
        }
        self.key = element(&answer, "AccessKeyId");
        self.secret = element(&answer, "SecretAccessKey");
    }

    fn post(&self, path: &str, content_type: &str, body: &str) -> String {
        let answer = self.exchange(path, content_type, body).expect("moto answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{path} {body}: {answer}");
        answer
    }

    /// The scope of the signature tells moto which service is meant; nobody looks at the rest of it yet.
    fn exchange(&self, path: &str, content_type: &str, body: &str) -> io::Result<String> {
        let mut connection = TcpStream::connect(self.address)?;
        connection.set_read_timeout(Some(CALL_LIMIT))?;
        write!(
            connection,
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=none/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none\r\n\
             Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}",
            address = self.address,
            length = body.len(),
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Moto {
    /// Ends the process that this test started, and no other.
    fn drop(&mut self) {
        if let Err(error) = self.process.kill().and_then(|()| self.process.wait()) {
            eprintln!("moto was not stopped: {error}");
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
}

fn spawn(program: &OsString, address: SocketAddr) -> Child {
    Command::new(program)
        .args([
            "--host",
            &address.ip().to_string(),
            "--port",
            &address.port().to_string(),
        ])
        .env("INITIAL_NO_AUTH_ACTION_COUNT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("MOTO_SERVER={} does not start: {error}", program.display()))
}

fn form(parameters: BTreeMap<&str, &str>) -> String {
    let pairs: Vec<String> = parameters
        .into_iter()
        .map(|(name, value)| format!("{name}={}", percent(value)))
        .collect();
    pairs.join("&")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

/// The text of the only element with that name.
fn element(answer: &str, name: &str) -> String {
    answer
        .split_once(&format!("<{name}>"))
        .and_then(|(_, rest)| rest.split_once("</"))
        .map(|(text, _)| text.to_owned())
        .unwrap_or_else(|| panic!("no `{name}` in {answer}"))
}
