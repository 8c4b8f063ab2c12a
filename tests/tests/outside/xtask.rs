use std::error::Error;
use std::path::Path;

use tinsmith_codegen::disk::{self, Scope, Writer};
use tinsmith_codegen::{Package, Service, Source, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let source = Source::Smithy {
        files: disk::texts(["model.json"])?,
        service: Some("example.weather#Weather".to_owned()),
    };
    let service = Service {
        operations: vec!["GetCity".to_owned(), "ListCities".to_owned()],
        ..Service::new(source)
    };
    let package = Package {
        crate_name: "forecast".to_owned(),
        command: "cargo xtask generate".to_owned(),
    };
    let generated = generate(&[service], &package);
    eprint!("{}", generated.diagnostics);
    let files = generated.value.ok_or("the model has errors")?;
    let changes = Writer::open(Path::new("."))?.update(&Scope::generated(["src/weather"]), &files)?;
    println!("{} files", changes.len());
    Ok(())
}
