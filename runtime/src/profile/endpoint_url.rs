//! Which endpoint the environment and the profile choose for a service; builds no addresses itself.
//!
//! Source: "Service-specific endpoints" in the AWS SDKs and Tools reference guide.

use super::{SectionKind, SharedConfig};
use crate::environment::{self, ConfigError, Environment, Place};

impl SharedConfig {
    /// The configured endpoint of a service, by its id such as `Application Auto Scaling`.
    ///
    /// # Errors
    ///
    /// When a value is not an address of HTTP, or the profile names a `services` section that does not exist.
    pub(crate) fn endpoint_url(
        &self,
        environment: &dyn Environment,
        service_id: &str,
    ) -> Result<Option<String>, ConfigError> {
        if self
            .flag(
                environment,
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                "ignore_configured_endpoint_urls",
            )?
            .unwrap_or(false)
        {
            return Ok(None);
        }
        let key = service_id.replace([' ', '-'], "_");
        for name in [
            format!("AWS_ENDPOINT_URL_{}", key.to_ascii_uppercase()),
            "AWS_ENDPOINT_URL".to_owned(),
        ] {
            if let Some(value) = environment::variable(environment, &name)? {
                return checked(&value, || Place::Variable(name.clone())).map(Some);
            }
        }
        if let Some(value) = self.endpoint_url_of_service(&key.to_ascii_lowercase())? {
            return Ok(Some(value));
        }
        match self.profile().text("endpoint_url")? {
            Some((value, property)) => checked(value, || property.place()).map(Some),
            None => Ok(None),
        }
    }

    fn endpoint_url_of_service(&self, key: &str) -> Result<Option<String>, ConfigError> {
        let Some((name, property)) = self.profile().text("services")? else {
            return Ok(None);
        };
        let Some(services) = self.section(SectionKind::Services, name) else {
            let name = name.escape_debug();
            let message = format!("there is no section `[services {name}]`; add it or remove `services`");
            return Err(ConfigError::new(property.place(), message));
        };
        let Some(service) = services.get(key) else {
            return Ok(None);
        };
        match service.nested("endpoint_url").filter(|value| !value.is_empty()) {
            Some(value) => checked(value, || service.place()).map(Some),
            None => Ok(None),
        }
    }
}

/// Refuses what cannot be an address; its parts are looked at where it is used.
fn checked(value: &str, place: impl Fn() -> Place) -> Result<String, ConfigError> {
    environment::check_text(value, &place)?;
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#'])) && !value.contains(' ') {
        return Ok(value.to_owned());
    }
    // The value is not shown, for addresses can hold passwords.
    Err(ConfigError::new(
        place(),
        "the endpoint is not an address such as `https://host.example` or `http://localhost:8000`",
    ))
}
