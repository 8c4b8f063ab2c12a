//! The generated clients send what botocore sends. `tests/recordings` says how that was recorded.

mod compare;
mod diff;
mod fixtures;
mod fresh;
mod send;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use self::fixtures::{Inputs, Recording};
use self::send::SendInput;

/// A test for each recording.
macro_rules! recordings {
    ($($test:ident: $file:literal => $send:path;)*) => {
        const COMPARED: &[&str] = &[$($file),*];

        $(
            #[test]
            fn $test() {
                same_requests($file, $send);
            }
        )*
    };
}

recordings! {
    connect_associate_workspace: "connect-AssociateWorkspace-rest-json" => send::associate_workspace;
    connect_disassociate_workspace: "connect-DisassociateWorkspace-rest-json" => send::disassociate_workspace;
    fms_batch_disassociate_resource_cbor:
        "fms-BatchDisassociateResource-smithy-rpc-v2-cbor" => send::batch_disassociate_resource;
    fms_batch_disassociate_resource_json: "fms-BatchDisassociateResource-json" => send::batch_disassociate_resource;
    workspaces_disassociate_workspace_application_cbor:
        "workspaces-DisassociateWorkspaceApplication-smithy-rpc-v2-cbor" => send::disassociate_workspace_application;
    workspaces_disassociate_workspace_application_json:
        "workspaces-DisassociateWorkspaceApplication-json" => send::disassociate_workspace_application;
}

/// Sends every input, with and without the default transport, and reports all requests that are not those of the recording.
fn same_requests(file: &str, send: SendInput) {
    let recording = Recording::read(file);
    let inputs = Inputs::read(&recording.service, &recording.operation);
    // One mistake is often seen in many requests.
    let mut inputs_by_difference = BTreeMap::<String, Vec<&str>>::new();
    for (name, params) in &inputs.by_name {
        let differences = match recording.requests.get(name) {
            None => vec!["it is not recorded, see tests/recordings/README.md".to_owned()],
            Some(recorded) => [send::captured, send::received]
                .map(|request| match request(&recording, send, params) {
                    Ok(request) => compare::differences(recorded, &request),
                    Err(error) => vec![error],
                })
                .concat(),
        };
        for difference in differences.into_iter().collect::<BTreeSet<_>>() {
            inputs_by_difference.entry(difference).or_default().push(name);
        }
    }
    let lines = inputs_by_difference
        .iter()
        .map(|(difference, names)| format!("{difference}\n    in {}\n", names.join(", ")));
    let report: String = lines.collect();
    assert!(report.is_empty(), "{file}: not what botocore sends\n{report}");
}

/// botocore itself prefers JSON; the models list CBOR first.
#[test]
fn cbor_is_spoken_where_nothing_else_is_chosen() {
    let cases: [(&str, SendInput); 2] = [
        (
            "fms-BatchDisassociateResource-smithy-rpc-v2-cbor",
            send::batch_disassociate_resource,
        ),
        (
            "workspaces-DisassociateWorkspaceApplication-smithy-rpc-v2-cbor",
            send::disassociate_workspace_application,
        ),
    ];
    for (file, send) in cases {
        let recording = Recording::read(file);
        let inputs = Inputs::read(&recording.service, &recording.operation);
        let sent = send::captured_by_default(&recording, send, &inputs.by_name["all_members"]);
        let differences = compare::differences(&recording.requests["all_members"], &sent.expect("the call succeeds"));
        assert_eq!(differences, [""; 0], "{file}");
    }
}

#[test]
fn every_recording_is_compared() {
    let mut compared = COMPARED.to_vec();
    compared.sort_unstable();
    assert_eq!(fixtures::recorded_files(), compared);
}

#[test]
fn every_recording_has_all_inputs_and_there_are_enough() {
    for file in COMPARED {
        let recording = Recording::read(file);
        let inputs = Inputs::read(&recording.service, &recording.operation);
        assert!(inputs.by_name.len() >= 20, "{file}: {}", inputs.by_name.len());
        assert!(
            recording.requests.keys().eq(inputs.by_name.keys()),
            "{file}: renew it, see tests/recordings/README.md"
        );
    }
}
