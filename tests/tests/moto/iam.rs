//! IAM: users, over the query protocol, in a service that is the same in all regions. No spaces, as in `sns`.

use tinsmith_clients::iam::Client;
use tinsmith_clients::iam::errors::{CreateUserError, GetUserError};
use tinsmith_clients::iam::types::{
    CreateUserRequest, DeleteUserRequest, GetUserRequest, ListUsersRequest, Tag, UpdateUserRequest, User,
};

use crate::peer::Moto;

fn create(name: &str) -> CreateUserRequest {
    CreateUserRequest::builder()
        .user_name(name)
        .path("/made/")
        .tags([Tag::builder().key("for").value("a+b&c").build()])
        .build()
}

async fn get(iam: &Client, name: &str) -> Result<User, GetUserError> {
    let read = iam.get_user(GetUserRequest::builder().user_name(name).build()).await?;
    Ok(read.user)
}

#[tokio::test]
async fn users() {
    let Some(moto) = Moto::start() else { return };
    let iam = Client::new(moto.config());
    let names = ["a@example.com", "b+1", "c=2,d", "e_f.g-h", "i"];
    for name in names {
        let created = iam.create_user(create(name)).await.unwrap().user.expect("the user");
        let read = get(&iam, name).await.unwrap();
        assert_eq!((read.user_name.as_str(), read.path.as_str()), (name, "/made/"));
        assert_eq!((read.user_id, read.create_date), (created.user_id, created.create_date));
        assert_eq!(read.tags.unwrap_or_default()[0].value, "a+b&c");
    }
    assert_eq!(list(&iam).await, names);

    iam.update_user(UpdateUserRequest::builder().user_name("i").new_user_name("j").build())
        .await
        .unwrap();
    assert_eq!(get(&iam, "j").await.unwrap().user_name, "j");
    iam.delete_user(DeleteUserRequest::builder().user_name("j").build())
        .await
        .unwrap();
    match get(&iam, "j").await {
        Err(GetUserError::NoSuchEntityException(error)) => assert_eq!(error.meta().code(), Some("NoSuchEntity")),
        other => panic!("{other:?}"),
    }
    match iam.create_user(create("b+1")).await {
        Err(CreateUserError::EntityAlreadyExistsException(error)) => assert_eq!(error.meta().status(), Some(409)),
        other => panic!("{other:?}"),
    }
}

/// The users of the test. moto ignores `MaxItems` here and gives them all in one page.
async fn list(iam: &Client) -> Vec<String> {
    let request = ListUsersRequest::builder().path_prefix("/made/").max_items(2).build();
    let page = iam.list_users(request).await.unwrap();
    assert_eq!((page.is_truncated, page.marker), (Some(false), None));
    page.users.into_iter().map(|user| user.user_name).collect()
}
