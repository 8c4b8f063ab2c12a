//! The fields of an error document that have the same names in every JSON and CBOR protocol.

/// What an error document says of itself.
#[derive(Debug, Default)]
pub(crate) struct ErrorFields {
    type_name: Option<String>,
    code: [Option<String>; 2],
    message: [Option<String>; 3],
}

impl ErrorFields {
    /// The place for the field with this name, if it is one of those.
    pub(crate) fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        let [code, capital_code] = &mut self.code;
        let [message, capital_message, error_message] = &mut self.message;
        match name {
            "__type" => Some(&mut self.type_name),
            "code" => Some(code),
            "Code" => Some(capital_code),
            "message" => Some(message),
            "Message" => Some(capital_message),
            "errorMessage" => Some(error_message),
            _ => None,
        }
    }

    /// The name of the error's type, as it stands in the document.
    pub(crate) fn type_name(&mut self) -> Option<String> {
        self.type_name.take()
    }

    /// The code, as it stands in the document.
    pub(crate) fn code(&mut self) -> Option<String> {
        self.code.iter_mut().find_map(Option::take)
    }

    /// The message.
    pub(crate) fn message(&mut self) -> Option<String> {
        self.message.iter_mut().find_map(Option::take)
    }
}
