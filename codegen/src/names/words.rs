//! Splits names into words and joins them in Rust's cases; it knows no keyword and no scope.
//!
//! Words end where the official SDK for Rust ends them, so that names stay recognisable next to it: `KMSKeyARNs` is
//! `kms`, `key`, `arns` and `IPv6Address` is `ipv6`, `address`. heck joins words, but would split `VPCs` into `vp`, `cs`.

use heck::ToUpperCamelCase;

/// Words of mixed case that are split nowhere.
const WHOLE: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// Units, which keep their capitals in types as they do in the official SDK: `MemoryMiB`.
const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];

/// `QueueURL` → `queue_url`; empty where there is no letter and no digit.
///
/// Names without capitals get a word after each number, `s3key` → `s3_key`: nothing else would show it.
pub(crate) fn snake(text: &str) -> String {
    let all_lower = !text.contains(char::is_uppercase);
    let words = split(text, all_lower);
    words
        .iter()
        .map(|word| word.to_lowercase())
        .collect::<Vec<_>>()
        .join("_")
}

/// `QueueURL` → `QueueUrl`; empty where there is no letter and no digit.
///
/// Digits that a separator kept apart stay so (`TLSv1.2` → `Tlsv1_2`): else `1.11` and `11.1` would become one name.
pub(crate) fn pascal(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in split(text, false) {
        let between_digits = ends_in_digit(&joined) && word.starts_with(|first: char| first.is_ascii_digit());
        if between_digits {
            joined.push('_');
        }
        if UNITS.contains(&word.as_str()) {
            joined.push_str(&word);
        } else {
            joined.push_str(&word.to_lowercase().to_upper_camel_case());
        }
    }
    joined
}

pub(crate) fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|last: char| last.is_ascii_digit())
}

/// The words of a text, with the capitals that they have there.
fn split(text: &str, after_numbers: bool) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .flat_map(|run| split_run(run, after_numbers))
        .collect()
}

/// The words of a run of letters and digits.
fn split_run(run: &str, after_numbers: bool) -> Vec<String> {
    let letters: Vec<char> = run.chars().collect();
    let mut words = Vec::new();
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(word_length(rest, after_numbers));
        words.push(word.iter().collect());
        rest = after;
    }
    words
}

/// How many letters the first word of a run has; at least one.
fn word_length(run: &[char], after_numbers: bool) -> usize {
    let whole = whole_word(run);
    (1..run.len())
        .find(|&at| ends_acronym(run, at) || (at >= whole && changes_kind(run, at, after_numbers)))
        .unwrap_or(run.len())
}

/// The length of the whole word that a run starts with, 0 if it starts with none.
fn whole_word(run: &[char]) -> usize {
    let starts_with = |word: &&str| {
        word.len() <= run.len()
            && word
                .chars()
                .zip(run)
                .all(|(expected, letter)| letter.eq_ignore_ascii_case(&expected))
    };
    WHOLE.iter().find(|word| starts_with(word)).map_or(0, |word| word.len())
}

/// `abc|Def`, `ab2|Def`, and where asked for `s3|key`.
fn changes_kind(run: &[char], at: usize, after_numbers: bool) -> bool {
    let (Some(before), Some(here)) = (run.get(at - 1), run.get(at)) else {
        return false;
    };
    let to_upper = here.is_uppercase() && (before.is_lowercase() || before.is_numeric());
    let out_of_number = after_numbers && before.is_numeric() && here.is_lowercase();
    to_upper || out_of_number
}

/// `IAM|User`, but not `AC|Ls`, the plural of an acronym, nor `DynamoD|Bv2`.
fn ends_acronym(run: &[char], at: usize) -> bool {
    let upper = |index: usize| run.get(index).is_some_and(|letter| letter.is_uppercase());
    let next = run.get(at + 1);
    let after_next = run.get(at + 2);
    let plural = next == Some(&'s') && !after_next.is_some_and(|letter| letter.is_lowercase());
    let version = next == Some(&'v') && after_next.is_some_and(|letter| letter.is_numeric());
    upper(at - 1) && upper(at) && next.is_some_and(|letter| letter.is_lowercase()) && !plural && !version
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_readers_expect_it() {
        let cases = [
            ("QueueURL", "queue_url", "QueueUrl"),
            ("QueueUrl", "queue_url", "QueueUrl"),
            ("ETag", "e_tag", "ETag"),
            ("DBInstance", "db_instance", "DbInstance"),
            ("DBInstanceIdentifier", "db_instance_identifier", "DbInstanceIdentifier"),
            ("SHA256", "sha256", "Sha256"),
            ("ChecksumCRC32C", "checksum_crc32_c", "ChecksumCrc32C"),
            ("IPv6", "ipv6", "Ipv6"),
            (
                "AssignIPv6AddressOnCreation",
                "assign_ipv6_address_on_creation",
                "AssignIpv6AddressOnCreation",
            ),
            ("KMSKeyARNs", "kms_key_arns", "KmsKeyArns"),
            ("VPCs", "vpcs", "Vpcs"),
            ("DynamoDBv2", "dynamo_dbv2", "DynamoDbv2"),
            ("TTLSeconds", "ttl_seconds", "TtlSeconds"),
            ("VolumeSizeInGiB", "volume_size_in_gib", "VolumeSizeInGiB"),
            ("MemoryGIB", "memory_gib", "MemoryGib"),
            ("s3key", "s3_key", "S3key"),
            ("S3Key", "s3_key", "S3Key"),
            ("EC2InstanceID", "ec2_instance_id", "Ec2InstanceId"),
            ("__listOf__string", "list_of_string", "ListOfString"),
            ("AbpV1_0_x", "abp_v1_0_x", "AbpV1_0X"),
            (
                "ValidationError.InsufficientDiskSpace",
                "validation_error_insufficient_disk_space",
                "ValidationErrorInsufficientDiskSpace",
            ),
            ("t2.micro", "t2_micro", "T2Micro"),
            ("c5.2xlarge", "c5_2_xlarge", "C5_2xlarge"),
            ("TLSv1.2", "tlsv1_2", "Tlsv1_2"),
            ("1.11", "1_11", "1_11"),
            ("us-east-1", "us_east_1", "UsEast1"),
            ("x86_64", "x86_64", "X86_64"),
            ("ALL_CAPS", "all_caps", "AllCaps"),
            ("Größe", "größe", "Größe"),
            ("*", "", ""),
            ("", "", ""),
        ];
        for (text, expected_snake, expected_pascal) in cases {
            assert_eq!(snake(text), expected_snake, "{text}");
            assert_eq!(pascal(text), expected_pascal, "{text}");
        }
    }
}
