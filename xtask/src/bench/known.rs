//! The official SDK's figures and the targets, so that a clone can be compared without either at hand.
//!
//! The official ones were measured with rustc 1.95 on 2 vCPU of an AMD EPYC (Linux, x86_64) in November 2026; where there were several runs
//! the lowest is taken.

/// What the official figures were measured with.
pub(super) const SOURCE: &str = "aws-config 1.13.0, aws-sdk-connect 1.220.0, aws-sdk-fms 1.124.0, aws-sdk-workspaces 1.144.0, \
     aws-sdk-dynamodb 1.136.0, aws-sdk-s3 1.157.0, aws-sdk-ec2 1.274.0; rustc 1.95, 2 vCPU AMD EPYC";

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// The official SDK's.
    pub(super) official: Option<f64>,
    /// The most that it may be.
    pub(super) target: Option<f64>,
}

impl Known {
    const fn new(official: f64, target: f64) -> Self {
        Self {
            official: Some(official),
            target: Some(target),
        }
    }

    const fn official(official: f64) -> Self {
        Self {
            official: Some(official),
            target: None,
        }
    }

    /// For what the official SDK's generator does: its times are not published.
    const fn target(target: f64) -> Self {
        Self {
            official: None,
            target: Some(target),
        }
    }

    /// For what has no counterpart.
    pub(super) const NOTHING: Self = Self {
        official: None,
        target: None,
    };
}

pub(super) const COLD_CHECK: Known = Known::new(126.6, 25.0);
pub(super) const COLD_DEV: Known = Known::new(258.0, 40.0);
pub(super) const COLD_RELEASE: Known = Known::new(740.5, 75.0);
pub(super) const PACKAGES: Known = Known::official(183.0);
pub(super) const BINARY: Known = Known::new(17.08, 4.0);
/// For a smaller program than that of [`BINARY`].
pub(super) const PROGRAM_BINARY: Known = Known::official(17.08);
pub(super) const REBUILD: Known = Known::new(3.0, 0.6);

pub(super) const MODULE_CHECK: Known = Known::new(33.2, 5.0);
pub(super) const MODULE_DEV: Known = Known::official(110.5);
pub(super) const MODULE_RELEASE: Known = Known::new(345.3, 9.0);
pub(super) const MODULE_CHECK_PEAK: Known = Known::new(3134.0, 1024.0);
pub(super) const MODULE_DEV_PEAK: Known = Known::official(4682.0);
pub(super) const MODULE_RELEASE_PEAK: Known = Known::new(4473.0, 1024.0);
pub(super) const MODULE_LINES: Known = Known::official(663_528.0);
pub(super) const MODULE_CODE_LINES: Known = Known::new(537_943.0, 50_000.0);

pub(super) const GENERATE_CONNECT: Known = Known::target(1.0);
pub(super) const GENERATE_THREE: Known = Known::target(2.0);
pub(super) const GENERATE_ALL: Known = Known::target(60.0);
pub(super) const GENERATE_ALL_PEAK: Known = Known::target(2048.0);

/// Of a workload of the program `throughput`: time in microseconds, and allocations without reallocations.
pub(super) fn workload(name: &str) -> (Known, Known) {
    match name {
        "harness" => (Known::official(0.38), Known::official(5.0)),
        "connect-associate" => (Known::new(24.0, 5.0), Known::new(311.0, 40.0)),
        "fms-batch-disassociate-cbor" => (Known::new(25.3, 5.0), Known::new(323.0, 40.0)),
        "dynamodb-scan-1000" => (Known::new(3751.0, 1200.0), Known::official(33_324.0)),
        "dynamodb-getitem" => (Known::official(30.1), Known::official(356.0)),
        "s3-listobjectsv2-1000" => (Known::new(3678.0, 1000.0), Known::official(4425.0)),
        "ec2-describeinstances-200" => (Known::new(7742.0, 2500.0), Known::official(9303.0)),
        _ => (Known::NOTHING, Known::NOTHING),
    }
}
