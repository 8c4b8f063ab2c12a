//! What one client does with more than one call, and what a call does that is not awaited.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use tinsmith_clients::fms;
use tinsmith_tests::server::{Answer, End, Server, Step};

use crate::check::{account, bounded, config};
use crate::success::whole;
use crate::target::{FMS_CBOR, batch_request};

fn server(answers: impl IntoIterator<Item = Answer>) -> Server {
    Server::start(account("fms"), answers)
}

fn success() -> Answer {
    FMS_CBOR.wire.document(200, &whole(&FMS_CBOR).0)
}

fn client(server: &Server) -> fms::Client {
    fms::Client::new(config(server).build())
}

/// The numbers of the connections that the requests came over, all of them signed well.
fn connections(server: &Server) -> Vec<usize> {
    let received = server.received().into_iter();
    received
        .map(|received| {
            assert_eq!(received.refused, None);
            received.connection
        })
        .collect()
}

/// Waits until the connection is over, and says by whom it was ended.
async fn ended(server: &Server, connection: usize) -> End {
    loop {
        if let Some(end) = server.end(connection) {
            return end;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[test]
fn two_calls_use_one_connection() {
    bounded(|| async {
        let failure = FMS_CBOR
            .wire
            .error(400, "InvalidInputException", &serde_json::json!({}));
        let server = server([success(), failure, success()]);
        let client = client(&server);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect_err("an error");
        client
            .clone()
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(connections(&server), [0, 0, 0]);
    });
}

#[test]
fn a_connection_that_the_server_closed_is_not_used_again() {
    bounded(|| async {
        let server = server([success().then(Step::Close), success()]);
        let client = client(&server);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(ended(&server, 0).await, End::Server);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(connections(&server), [0, 1]);
    });
}

#[test]
fn a_connection_is_given_up_after_an_answer_that_was_not_read_to_its_end() {
    bounded(|| async {
        let gzip = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n";
        let server = server([Answer::bytes(gzip).then(Step::Hang), success()]);
        let client = client(&server);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect_err("a compressed body");
        assert_eq!(ended(&server, 0).await, End::Client);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(connections(&server), [0, 1]);
    });
}

#[test]
fn calls_at_the_same_time_do_not_mix_up_their_answers() {
    bounded(|| async {
        let server = server((0..20).map(|_| success()));
        let client = client(&server);
        let calls = (0..20).map(|_| tokio::spawn(client.batch_disassociate_resource(batch_request())));
        for call in calls.collect::<Vec<_>>() {
            let output = call.await.expect("no panic").expect("a success");
            assert_eq!(output.resource_set_identifier, "set-1");
        }
        assert_eq!(connections(&server).len(), 20);
    });
}

#[test]
fn a_call_that_is_never_polled_sends_nothing() {
    bounded(|| async {
        let server = server([success()]);
        let client = client(&server);
        drop(client.batch_disassociate_resource(batch_request()));
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(connections(&server), [0]);
    });
}

#[test]
fn dropping_a_call_closes_its_connection() {
    let waits = Answer::default().then(Step::Hang);
    let in_the_body = Answer::bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{").then(Step::Hang);
    for answer in [waits, in_the_body] {
        bounded(|| async {
            let server = server([answer, success()]);
            let client = client(&server);
            let call = client.batch_disassociate_resource(batch_request());
            tokio::time::timeout(Duration::from_millis(200), call)
                .await
                .expect_err("no answer so soon");
            assert_eq!(ended(&server, 0).await, End::Client);
            client
                .batch_disassociate_resource(batch_request())
                .await
                .expect("a success");
            assert_eq!(connections(&server), [0, 1]);
        });
    }
}

#[test]
fn a_call_that_is_dropped_before_it_is_connected_sends_nothing() {
    bounded(|| async {
        let server = server([success()]);
        let client = client(&server);
        let mut call = client.batch_disassociate_resource(batch_request());
        poll_fn(|cx| {
            assert!(std::pin::Pin::new(&mut call).poll(cx).is_pending());
            Poll::Ready(())
        })
        .await;
        drop(call);
        client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(server.received().len(), 1);
    });
}

#[test]
fn the_limit_of_a_call_takes_the_place_of_the_configured_one() {
    bounded(|| async {
        let server = server([Answer::default().then(Step::Hang)]);
        let client = fms::Client::new(config(&server).operation_timeout(Duration::from_secs(60)).build());
        let call = client.batch_disassociate_resource(batch_request());
        let error = call.timeout(Duration::from_millis(100)).await.expect_err("no answer");
        assert_eq!(
            error.to_string(),
            "BatchDisassociateResource: the call was not complete within 100ms"
        );
    });
}

#[test]
fn the_shared_transport_is_the_default() {
    bounded(|| async {
        let server = server([success(), success()]);
        let config = tinsmith::Config::builder()
            .region(crate::check::REGION)
            .endpoint_url(server.url())
            .credentials(tinsmith::credentials::Credentials::new(
                crate::check::ACCESS_KEY_ID,
                crate::check::SECRET,
            ))
            .build();
        for _ in 0..2 {
            let client = fms::Client::new(config.clone());
            client
                .batch_disassociate_resource(batch_request())
                .await
                .expect("a success");
        }
        assert_eq!(connections(&server), [0, 0]);
    });
}
