//! Which services stand for all: every protocol, an event stream, and the rest evenly from the small to the large.

use std::collections::BTreeSet;

use super::record::Record;

/// The indices of `count` records, in their order; all if there are not more.
///
/// First comes the largest service of each protocol: it has most of what can go wrong there. The choice depends on nothing but the
/// records, so that two runs on the same models look at the same services.
pub(super) fn choose(records: &[Record], count: usize) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..records.len())
        .filter(|&index| records[index].failure.is_none())
        .collect();
    by_size.sort_by_key(|&index| (records[index].lines, index));
    let mut chosen = BTreeSet::new();
    let largest = |fits: &dyn Fn(&Record) -> bool| by_size.iter().rev().copied().find(|&index| fits(&records[index]));
    let protocols: BTreeSet<&String> = records.iter().flat_map(|record| &record.protocols).collect();
    for protocol in protocols {
        chosen.extend(largest(&|record| record.protocols.contains(protocol)));
    }
    chosen.extend(largest(&|record| record.event_stream));
    let chosen: BTreeSet<usize> = chosen.into_iter().take(count).collect();
    let others: Vec<usize> = by_size.into_iter().filter(|index| !chosen.contains(index)).collect();
    let open = count.saturating_sub(chosen.len()).min(others.len());
    let spread = (0..open).map(|number| others[number * others.len() / open]);
    let all: BTreeSet<usize> = chosen.iter().copied().chain(spread).collect();
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::survey::record::Record;

    fn record(lines: usize, protocols: &[&str], event_stream: bool) -> Record {
        Record {
            lines,
            protocols: protocols.iter().map(|&name| name.to_owned()).collect(),
            event_stream,
            ..Record::default()
        }
    }

    #[test]
    fn the_sample_has_every_protocol_and_an_event_stream() {
        let mut records = vec![
            record(10, &["json"], false),
            record(90, &["cbor", "json"], false),
            record(20, &["query"], false),
            record(30, &["query"], false),
            record(5, &["json"], true),
        ];
        assert_eq!(choose(&records, 3), [1, 3, 4]);
        assert_eq!(choose(&records, 4), [0, 1, 3, 4]);
        assert_eq!(choose(&records, 9), [0, 1, 2, 3, 4]);
        assert_eq!(choose(&records, 0), [0; 0]);
        records[1].failure = Some("wrong".to_owned());
        assert_eq!(choose(&records, 9), [0, 2, 3, 4]);
    }

    #[test]
    fn the_rest_is_spread_over_all_sizes() {
        let records: Vec<Record> = (0..100).map(|lines| record(lines, &[], false)).collect();
        assert_eq!(choose(&records, 4), [0, 25, 50, 75]);
    }
}
