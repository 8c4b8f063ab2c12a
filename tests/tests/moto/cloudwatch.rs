//! CloudWatch: alarms and metrics, over each of the protocols that both sides speak. Which one is chosen at run time.
//!
//! The model prefers CBOR, which moto 5.2.5 does not know. No value holds a space, for the reason that the tests of SNS give.

use tinsmith::ErrorKind;
use tinsmith::protocol::{AWS_JSON_1_0, AWS_QUERY, Protocol};
use tinsmith::types::Timestamp;
use tinsmith_clients::cloudwatch::Client;
use tinsmith_clients::cloudwatch::errors::PutMetricDataError;
use tinsmith_clients::cloudwatch::types::{
    ComparisonOperator, DeleteAlarmsInput, DescribeAlarmsInput, Dimension, ListMetricsInput, MetricAlarm, MetricDatum,
    PutMetricAlarmInput, PutMetricDataInput, StandardUnit, StateValue, Statistic,
};

use crate::peer::Moto;

const PROTOCOLS: [&dyn Protocol; 2] = [AWS_JSON_1_0, AWS_QUERY];

fn client(moto: &Moto, protocol: &'static dyn Protocol) -> Client {
    Client::new(moto.settings().protocol(protocol).build())
}

fn dimension(name: &str, value: &str) -> Dimension {
    Dimension::builder().name(name).value(value).build()
}

#[tokio::test]
async fn alarms() {
    let Some(moto) = Moto::start() else { return };
    for written_in in PROTOCOLS {
        let name = format!("a-b+c&é\"{}\"", written_in.name());
        put_alarm(&client(&moto, written_in), &name).await;
        // What one protocol has written is the same in the other.
        for read_in in PROTOCOLS {
            let [alarm] = &find_alarms(&client(&moto, read_in), &name).await[..] else {
                panic!("one alarm is called {name}");
            };
            assert_eq!(alarm.alarm_description.as_deref(), Some("line\n<tag>"));
            assert_eq!((alarm.threshold, alarm.period), (Some(0.1), Some(60)));
            assert_eq!(alarm.statistic, Some(Statistic::Average));
            assert_eq!(alarm.actions_enabled, Some(false));
            assert_eq!(
                alarm.ok_actions,
                Some(vec!["arn:ok:1".to_owned(), "arn:ok:2".to_owned()])
            );
            assert_eq!(alarm.dimensions, Some(vec![dimension("Host", "h/1")]));
            assert_eq!(alarm.state_value, Some(StateValue::Ok));
            let updated = alarm.state_updated_timestamp.expect("moto gives it");
            assert!(updated > Timestamp::from_secs(1_700_000_000), "{updated}");
        }
        let request = DeleteAlarmsInput::builder().alarm_names([&*name]).build();
        client(&moto, written_in).delete_alarms(request).await.unwrap();
        assert!(find_alarms(&client(&moto, written_in), &name).await.is_empty());
    }
}

async fn put_alarm(cloudwatch: &Client, name: &str) {
    let request = PutMetricAlarmInput::builder()
        .alarm_name(name)
        .alarm_description("line\n<tag>")
        .namespace("Shop")
        .metric_name("Latency")
        .dimensions([dimension("Host", "h/1")])
        .statistic(Statistic::Average)
        .period(60)
        .evaluation_periods(2)
        .threshold(0.1)
        .comparison_operator(ComparisonOperator::GreaterThanThreshold)
        .actions_enabled(false)
        .ok_actions(["arn:ok:1", "arn:ok:2"])
        .build();
    cloudwatch.put_metric_alarm(request).await.unwrap();
}

async fn find_alarms(cloudwatch: &Client, name: &str) -> Vec<MetricAlarm> {
    let request = DescribeAlarmsInput::builder().alarm_names([name]).build();
    let found = cloudwatch.describe_alarms(request).await.unwrap();
    found.metric_alarms.unwrap_or_default()
}

#[tokio::test]
async fn metrics() {
    let Some(moto) = Moto::start() else { return };
    for protocol in PROTOCOLS {
        let cloudwatch = client(&moto, protocol);
        let namespace = format!("Shop-{}", protocol.name());
        // More than the 500 that a page of moto holds.
        let data: Vec<MetricDatum> = (0..501)
            .map(|n| {
                MetricDatum::builder()
                    .metric_name(format!("metric-{n}"))
                    .dimensions([dimension("Host", "h")])
                    .value(f64::from(n) / 4.0)
                    .unit(StandardUnit::BytesSecond)
                    .build()
            })
            .collect();
        // In parts that are too small to be compressed: moto checks the signature of what it has unpacked.
        for part in data.chunks(30) {
            let request = PutMetricDataInput::builder()
                .namespace(&*namespace)
                .metric_data(part.to_vec())
                .build();
            cloudwatch.put_metric_data(request).await.unwrap();
        }
        let names = list_metrics(&cloudwatch, &namespace).await;
        assert_eq!(names.len(), 501, "{}", protocol.name());
        assert!(names.contains(&"metric-500".to_owned()));
    }
}

/// The names of all metrics, page by page.
async fn list_metrics(cloudwatch: &Client, namespace: &str) -> Vec<String> {
    let (mut names, mut token) = (Vec::new(), None);
    loop {
        let request = ListMetricsInput::builder()
            .namespace(namespace)
            .next_token(token)
            .build();
        let page = cloudwatch.list_metrics(request).await.unwrap();
        names.extend(
            page.metrics
                .unwrap_or_default()
                .into_iter()
                .filter_map(|metric| metric.metric_name),
        );
        token = page.next_token;
        if token.is_none() {
            return names;
        }
    }
}

#[tokio::test]
async fn refused_metrics() {
    let Some(moto) = Moto::start() else { return };
    for protocol in PROTOCOLS {
        let datum = MetricDatum::builder().metric_name("m").value(f64::NAN).build();
        let request = PutMetricDataInput::builder()
            .namespace("Shop")
            .metric_data([datum])
            .build();
        let error = client(&moto, protocol).put_metric_data(request).await.unwrap_err();
        assert_eq!(error.meta().status(), Some(400), "{error}");
        assert!(
            matches!(error, PutMetricDataError::InvalidParameterValueException(_)),
            "{}: {error:?}",
            protocol.name()
        );
    }
}

#[tokio::test]
async fn a_protocol_that_moto_does_not_speak() {
    let Some(moto) = Moto::start() else { return };
    let request = ListMetricsInput::builder().build();
    let error = Client::new(moto.config()).list_metrics(request).await.unwrap_err();
    let error = tinsmith::Error::from(error);
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Service, Some(404)),
        "{error}"
    );
}
