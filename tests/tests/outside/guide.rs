//! The page `docs/own-service.md`: its commands are run, its xtask generates, its program is built and calls a server.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread::{self, JoinHandle};

use serde_json::json;
use tinsmith_tests::server::response;

use crate::project::{Project, root, succeeded};

include!("xtask.rs");

const PAGE: &str = include_str!("../../../docs/own-service.md");

/// The code of the page in this language, block by block.
fn blocks(language: &str) -> Vec<&str> {
    let start = format!("```{language}\n");
    let blocks = PAGE.split(&start).skip(1);
    blocks.filter_map(|block| Some(block.split_once("```")?.0)).collect()
}

/// The project of the page, with the model of this workspace.
fn project() -> Project {
    let runtime = root().join("runtime").display().to_string();
    let manifest = blocks("toml")[0].replace("../tinsmith/runtime", &runtime);
    let project = Project::new("forecast", &manifest);
    fs::copy(root().join("models/weather/model.json"), project.path("model.json")).expect("the model is committed");
    project.write("src/main.rs", blocks("rust")[0]);
    project
}

/// A server that answers one request, and gives its lines up to the body.
fn serve_once() -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on the loopback interface");
    let address = listener.local_addr().expect("the listener is bound");
    let mut body = Vec::new();
    let city = json!({"name": "Wien", "coordinates": {"latitude": 48.2, "longitude": 16.4}, "population": 2_005_760});
    ciborium::into_writer(&city, &mut body).expect("a vector takes all");
    let answer = response(200, &[("smithy-protocol", "rpc-v2-cbor")], &body);
    let served = thread::spawn(move || {
        let (stream, _) = listener.accept().expect("the program calls");
        let lines = BufReader::new(&stream)
            .lines()
            .map(|line| line.expect("the head is text"));
        let head = lines.take_while(|line| !line.is_empty()).collect();
        (&stream).write_all(&answer).expect("the program reads");
        head
    });
    (format!("http://{address}"), served)
}

/// Builds the program of the page around what was generated, and lets it call.
fn build_and_call(project: &Project) {
    let (url, served) = serve_once();
    let program = project.build();
    assert_eq!(succeeded(project.command(&program).arg(url)), "Wien: 2005760 people\n");
    let head = served.join().expect("the server has no reason to panic");
    assert_eq!(head[0], "POST /service/Weather/operation/GetCity HTTP/1.1");
    assert!(
        head.iter()
            .any(|line| line.eq_ignore_ascii_case("authorization: Bearer my-token")),
        "{head:?}"
    );
}

#[test]
fn the_page_works() {
    let project = project();
    let lines = blocks("sh").concat();
    let commands = lines.lines().filter_map(|line| line.strip_prefix("tinsmith "));
    let shown: Vec<String> = commands
        .map(|command| project.tinsmith(&command.split(' ').collect::<Vec<_>>()))
        .collect();
    let [listed, generated] = &*shown else {
        panic!("the page has other commands: {shown:?}");
    };
    assert!(listed.contains("example.weather#Weather"), "{listed}");
    assert!(generated.ends_with(" added\n"), "{generated}");
    build_and_call(&project);

    assert_eq!(
        blocks("rust")[1],
        include_str!("xtask.rs"),
        "the page shows another xtask"
    );
    let this = std::env::current_exe().expect("the tests run from a file");
    let mut xtask = project.command(&this);
    xtask.args(["--exact", "guide::child_that_generates", "--nocapture"]);
    let told = succeeded(xtask.env("TINSMITH_GUIDE", "1"));
    assert!(told.contains(" files\n"), "{told}");
    let client = fs::read_to_string(project.path("src/weather/client.rs")).expect("it was generated");
    assert!(client.contains("`cargo xtask generate weather`"), "{client}");
    build_and_call(&project);
}

/// Not a test of its own: the process that is the xtask of the page.
#[test]
fn child_that_generates() {
    if std::env::var_os("TINSMITH_GUIDE").is_some() {
        main().expect("the xtask of the page works");
    }
}
