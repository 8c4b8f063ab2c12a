//! The `User-Agent` header, made once per client.
//!
//! For AWS its form is that of the AWS SDKs: names and values joined by `/` and `#`, from the product to the application.
//! Other services learn what makes the call and which version of their API it speaks, but nothing of the machine.

use crate::config::AppName;
use crate::operation::Service;

/// The header for a client of this service.
pub(crate) fn user_agent(service: &Service, app_name: Option<&AppName>, addition: Option<&str>) -> String {
    let mut text = if service.aws {
        products_of_aws(service)
    } else {
        products(service)
    };
    if let Some(name) = app_name {
        text.push_str(" app/");
        text.push_str(name.as_str());
    }
    if let Some(addition) = addition.map(visible).filter(|addition| !addition.is_empty()) {
        text.push(' ');
        text.push_str(&addition);
    }
    text
}

/// Source: RFC 9110, section 10.1.5.
fn products(service: &Service) -> String {
    let mut text = concat!("tinsmith/", env!("CARGO_PKG_VERSION"), " ").to_owned();
    text.push_str(&token(service.id).to_ascii_lowercase());
    if !service.version.is_empty() {
        text.push('/');
        text.push_str(&token(service.version));
    }
    text
}

fn products_of_aws(service: &Service) -> String {
    format!(
        "tinsmith/{version} ua/2.1 api/{service}#{api} os/{os} lang/rust md/arch#{arch}",
        version = env!("CARGO_PKG_VERSION"),
        service = token(service.id).to_ascii_lowercase(),
        api = token(service.version),
        os = os(),
        arch = std::env::consts::ARCH,
    )
}

/// The names that the format of the AWS SDKs has for operating systems.
fn os() -> &'static str {
    match std::env::consts::OS {
        known @ ("android" | "ios" | "linux" | "macos" | "windows") => known,
        _ => "other",
    }
}

/// A service id may have spaces, a token may not.
fn token(text: &str) -> String {
    text.replace(
        |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_'),
        "_",
    )
}

/// The text without what cannot stand in a header.
fn visible(text: &str) -> String {
    text.replace(|c: char| !matches!(c, ' '..='~'), " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: Service = Service {
        id: "Lex Runtime V2",
        version: "2020-08-07",
        ..Service::AWS
    };

    #[test]
    fn a_service_elsewhere_learns_nothing_of_the_machine() {
        let elsewhere = Service { aws: false, ..SERVICE };
        let name = AppName::new("billing").expect("a token");
        let product = concat!("tinsmith/", env!("CARGO_PKG_VERSION"));
        assert_eq!(
            user_agent(&elsewhere, Some(&name), Some("batch/7")),
            format!("{product} lex_runtime_v2/2020-08-07 app/billing batch/7")
        );
        let unversioned = Service {
            version: "",
            ..elsewhere
        };
        assert_eq!(
            user_agent(&unversioned, None, None),
            format!("{product} lex_runtime_v2")
        );
    }

    #[test]
    fn names_product_api_platform_and_application() {
        let name = AppName::new("billing").expect("a token");
        let text = user_agent(&SERVICE, Some(&name), Some(" batch/7\r\nx-evil: 1"));
        let (start, end) = text.split_once(" os/").expect("has an operating system");
        let product = concat!("tinsmith/", env!("CARGO_PKG_VERSION"));
        assert_eq!(start, format!("{product} ua/2.1 api/lex_runtime_v2#2020-08-07"));
        assert!(end.ends_with(" app/billing batch/7  x-evil: 1"), "{end}");
    }

    #[test]
    fn leaves_out_what_is_not_set() {
        assert!(user_agent(&SERVICE, None, Some("\n")).ends_with(std::env::consts::ARCH));
    }
}
