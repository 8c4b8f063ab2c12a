//! S3: XML in both directions, keys that have to be escaped, and bodies that are streams.

use std::collections::BTreeMap;

use tinsmith::types::Body;
use tinsmith_clients::s3::Client;
use tinsmith_clients::s3::errors::{GetObjectError, ListObjectsV2Error};
use tinsmith_clients::s3::types::{
    CreateBucketRequest, Delete, DeleteBucketRequest, DeleteObjectRequest, DeleteObjectsRequest, GetObjectRequest,
    GetObjectTaggingRequest, HeadObjectRequest, ListBucketsRequest, ListObjectsV2Request, ObjectIdentifier,
    PutObjectRequest, PutObjectTaggingRequest, Tag, Tagging,
};

use crate::peer::Moto;

const BUCKET: &str = "tinsmith-bucket";

/// In the order of a listing, that of their bytes.
const KEYS: [&str; 8] = [
    "100%/~tilde",
    "a//b",
    "m&m <s> \"q\"",
    "plus+sign",
    "q?a=b&c#d",
    "with space",
    "w\u{ef}de/\u{65e5}\u{672c}\u{8a9e} (1)+2.txt",
    "\u{1f980}",
];

async fn bucket(moto: &Moto) -> Client {
    let s3 = Client::new(moto.config());
    s3.create_bucket(CreateBucketRequest::builder().bucket(BUCKET).build())
        .await
        .unwrap();
    s3
}

async fn put(s3: &Client, key: &str, body: impl Into<Body>) -> String {
    let put = s3
        .put_object(
            PutObjectRequest::builder()
                .bucket(BUCKET)
                .key(key)
                .body(body.into())
                .content_type("text/x-test")
                .metadata(BTreeMap::from([("made-by".to_owned(), "a test".to_owned())]))
                .build(),
        )
        .await
        .unwrap();
    put.e_tag.expect("a stored object has a tag")
}

fn get(key: &str) -> GetObjectRequest {
    GetObjectRequest::builder().bucket(BUCKET).key(key).build()
}

#[tokio::test]
async fn objects_of_every_key() {
    let Some(moto) = Moto::start() else { return };
    let s3 = bucket(&moto).await;
    for key in KEYS {
        let tag = put(&s3, key, key).await;
        let got = s3.get_object(get(key)).await.unwrap();
        assert_eq!(got.e_tag, Some(tag), "{key}");
        assert_eq!(got.content_type.as_deref(), Some("text/x-test"));
        assert_eq!(got.metadata.unwrap_or_default()["made-by"], "a test");
        assert_eq!(got.body.bytes().await.unwrap(), key.as_bytes());
    }
    assert_eq!(list(&s3).await, KEYS);

    // Update: the same key again, with a part of it read back.
    put(&s3, "with space", "second").await;
    let mut part = get("with space");
    part.range = Some("bytes=1-3".to_owned());
    let part = s3.get_object(part).await.unwrap();
    assert_eq!(part.content_range.as_deref(), Some("bytes 1-3/6"));
    assert_eq!(part.body.bytes().await.unwrap(), "eco");

    tags(&s3, "plus+sign").await;
    delete_all(&s3).await;
}

/// The keys of the bucket, three at a time.
async fn list(s3: &Client) -> Vec<String> {
    let (mut keys, mut token, mut pages) = (Vec::new(), None, 0);
    loop {
        let request = ListObjectsV2Request::builder()
            .bucket(BUCKET)
            .max_keys(3)
            .continuation_token(token)
            .build();
        let page = s3.list_objects_v2(request).await.unwrap();
        pages += 1;
        for object in page.contents.unwrap_or_default() {
            assert!(object.size.is_some_and(|size| size > 0) && object.last_modified.is_some());
            keys.extend(object.key);
        }
        token = page.next_continuation_token;
        if token.is_none() {
            assert_eq!(page.is_truncated, Some(false));
            assert_eq!(pages, keys.len().div_ceil(3));
            return keys;
        }
    }
}

async fn tags(s3: &Client, key: &str) {
    let tag = Tag::builder().key("k 1").value("a+b = c/d@e").build();
    let tagging = Tagging::builder().tag_set([tag.clone()]).build();
    s3.put_object_tagging(
        PutObjectTaggingRequest::builder()
            .bucket(BUCKET)
            .key(key)
            .tagging(tagging)
            .build(),
    )
    .await
    .unwrap();
    let read = s3
        .get_object_tagging(GetObjectTaggingRequest::builder().bucket(BUCKET).key(key).build())
        .await
        .unwrap();
    assert_eq!(read.tag_set, [tag]);
}

async fn delete_all(s3: &Client) {
    let (first, rest) = KEYS.split_first().expect("there are keys");
    s3.delete_object(DeleteObjectRequest::builder().bucket(BUCKET).key(*first).build())
        .await
        .unwrap();
    let objects: Vec<_> = rest
        .iter()
        .map(|key| ObjectIdentifier::builder().key(*key).build())
        .collect();
    let deleted = s3
        .delete_objects(
            DeleteObjectsRequest::builder()
                .bucket(BUCKET)
                .delete(Delete::builder().objects(objects).build())
                .build(),
        )
        .await
        .unwrap();
    assert_eq!(deleted.deleted.unwrap_or_default().len(), rest.len());
    assert_eq!(deleted.errors.unwrap_or_default().len(), 0);
    s3.delete_bucket(DeleteBucketRequest::builder().bucket(BUCKET).build())
        .await
        .unwrap();
    let left = s3.list_buckets(ListBucketsRequest::default()).await.unwrap();
    assert_eq!(left.buckets.unwrap_or_default().len(), 0);
}

#[tokio::test]
async fn ten_megabytes() {
    let Some(moto) = Moto::start() else { return };
    let s3 = bucket(&moto).await;
    let large: Vec<u8> = (0..10_000_000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    put(&s3, "large", large.clone()).await;

    let head = s3
        .head_object(HeadObjectRequest::builder().bucket(BUCKET).key("large").build())
        .await
        .unwrap();
    assert_eq!(head.content_length, Some(10_000_000));

    let mut body = s3.get_object(get("large")).await.unwrap().body;
    let mut read = Vec::new();
    let mut chunks = 0;
    while let Some(chunk) = body.chunk().await.unwrap() {
        read.extend_from_slice(&chunk);
        chunks += 1;
    }
    assert!(chunks > 1, "the body arrives in pieces");
    assert!(read == large, "{} bytes came back, not the same", read.len());
}

#[tokio::test]
async fn errors() {
    let Some(moto) = Moto::start() else { return };
    let s3 = bucket(&moto).await;

    match s3.get_object(get("missing")).await {
        Err(GetObjectError::NoSuchKey(error)) => assert_eq!(error.meta().status(), Some(404)),
        other => panic!("{other:?}"),
    }
    match s3
        .list_objects_v2(ListObjectsV2Request::builder().bucket("nowhere").build())
        .await
    {
        Err(ListObjectsV2Error::NoSuchBucket(error)) => assert_eq!(error.meta().status(), Some(404)),
        other => panic!("{other:?}"),
    }
    // Not modeled for this operation.
    let error = s3
        .put_object(PutObjectRequest::builder().bucket("nowhere").key("k").body("b").build())
        .await
        .unwrap_err();
    assert_eq!(error.meta().code(), Some("NoSuchBucket"));

    // The answer to HEAD has no body to say more in.
    let error = s3
        .head_object(HeadObjectRequest::builder().bucket(BUCKET).key("missing").build())
        .await
        .unwrap_err();
    assert_eq!(error.meta().status(), Some(404));
}
