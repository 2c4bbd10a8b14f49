//! Ids of requests, in the API's form.

/// A new id: a random UUID in upper case.
pub fn new_request_id() -> String {
    uuid::Uuid::new_v4()
        .hyphenated()
        .encode_upper(&mut uuid::Uuid::encode_buffer())
        .to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_look_like_the_clouds() {
        let id = super::new_request_id();
        assert_eq!(id.len(), 36);
        assert_eq!(id, id.to_ascii_uppercase());
        assert_ne!(id, super::new_request_id());
    }
}
