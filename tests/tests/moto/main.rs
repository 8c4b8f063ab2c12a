//! The generated clients against moto, a server that other people wrote and that checks every signature.
//!
//! Skipped, with a line that says so, unless `MOTO_SERVER` names the executable of moto. Where moto departs from AWS, the
//! test says it.

mod cloudwatch;
mod dynamodb;
mod ec2;
mod iam;
mod lambda;
mod peer;
mod s3;
mod sns;
mod sqs;
mod sts;
