//! Members that stand in headers, and HTTP messages as inputs.

use tinsmith::http::Response;
use tinsmith::protocol::{Protocol, REST_JSON_1, REST_XML};
use tinsmith::shape::Empty;
use tinsmith::types::Timestamp;

use crate::kinds::{Bound, OPERATION, response, write};
use crate::memory::measured;
use crate::outcome::{accepted, refused};

/// A message of an input: a line with the status, a line per header, an empty line, and the body.
///
/// Names are in lower case and values without control characters, as every transport gives them.
pub(crate) fn message(input: &[u8]) -> (Response, &[u8]) {
    let end = input.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = input.split_at(end.unwrap_or(input.len()));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.trim().parse().ok()).unwrap_or(200);
    let mut response = response(status);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if is_name(name) {
            let value = value.replace(|c: char| c.is_ascii_control(), "");
            response.headers.append(name.to_ascii_lowercase(), value.trim_ascii());
        }
    }
    (response, body.get(2..).unwrap_or_default())
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Reads the members of a message.
pub(crate) fn read(input: &[u8]) -> Vec<String> {
    let (response, body) = message(input);
    let outcomes = [REST_JSON_1, REST_XML].map(|protocol| {
        let mut output = Bound::empty();
        let read = || protocol.read_response(&OPERATION, &response, body, &mut output);
        match measured(input.len(), read) {
            Ok(()) => {
                sent_and_read_again(protocol, &output);
                accepted(&output)
            }
            Err(error) => vec![refused(&error, input)],
        }
    });
    outcomes.concat()
}

/// What was read from headers is read again from the headers of a request.
fn sent_and_read_again(protocol: &dyn Protocol, output: &Bound) {
    let mut sent = output.clone();
    // Whether they are sent is for other tests.
    (sent.label, sent.greedy) = (Some("l".to_owned()), Some("g".to_owned()));
    (sent.body, sent.status) = (None, None);
    // An HTTP date has no fraction of a second.
    sent.times
        .iter_mut()
        .flatten()
        .for_each(|time| *time = Timestamp::from_secs(time.secs()));
    // An empty element of a list in a header is none: RFC 9110, section 5.6.1.2.
    sent.words
        .iter_mut()
        .for_each(|words| words.retain(|word| !word.is_empty()));
    let encoded = match write(protocol, &OPERATION, &sent) {
        Ok(encoded) => encoded,
        // A time may be one that no HTTP date can say.
        Err(error) if error.to_string().contains("timestamp is out of range") => return,
        Err(error) => panic!("{error}: {sent:?}"),
    };
    let mut answer = response(200);
    answer.headers = encoded.headers;
    let mut again = Bound::empty();
    if let Err(error) = protocol.read_response(&OPERATION, &answer, b"", &mut again) {
        panic!("{error}: {sent:?} became {:?}", answer.headers);
    }
    (again.label, again.greedy, again.status) = (sent.label.clone(), sent.greedy.clone(), None);
    assert_eq!(format!("{again:?}"), format!("{sent:?}"));
}
