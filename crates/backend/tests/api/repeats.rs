//! What happens once although it is asked for twice: repeated requests and messages.

use backend::{args, error::Error, idempotency::IdempotencyKey, outbox};
use jiff::SignedDuration;
use tokio::task::JoinSet;

use crate::{on_both_engines, support::TestApp};

/// An effect that can be counted, answered with what was asked for.
async fn order(shop: &TestApp, key: Option<&str>, body: &str) -> Result<String, Error> {
    let app = &shop.app;
    let once = &IdempotencyKey(key.map(str::to_owned)).once(app, "test", "somebody", &body)?;
    app.db
        .write(|mut tx| async move {
            if let Some(answer) = once.replay(&mut tx).await? {
                return Ok(answer);
            }
            let id = app.ids.id();
            tx.run("INSERT INTO secrets (name, value) VALUES ($1, $2)", args![&id, vec![1_u8]]).await?;
            if body == "refused" {
                return Err(Error::conflict("on purpose"));
            }
            once.keep(&mut tx, &id).await?;
            Ok(id)
        })
        .await
}

async fn effects(shop: &TestApp) -> i64 {
    let (count,): (i64,) =
        shop.app.db.one("SELECT COUNT(*) FROM secrets WHERE name <> 'signing'", args![]).await.unwrap();
    count
}

on_both_engines! {
    async fn the_same_key_answers_the_same(shop: TestApp) {
        let first = order(&shop, Some("k"), "a").await.unwrap();
        assert_eq!(order(&shop, Some("k"), "a").await.unwrap(), first);
        assert_eq!(effects(&shop).await, 1);
        let other = order(&shop, Some("k"), "b").await.unwrap_err().to_string();
        assert!(other.contains("Idempotency-Key"), "{other}");
        assert_ne!(order(&shop, None, "a").await.unwrap(), order(&shop, None, "a").await.unwrap());
    }

    async fn a_refusal_is_not_kept(shop: TestApp) {
        assert!(order(&shop, Some("k"), "refused").await.is_err());
        assert!(order(&shop, Some("k"), "refused").await.is_err());
        assert_eq!(effects(&shop).await, 0);
        order(&shop, Some("k"), "a").await.unwrap();
    }

    async fn twenty_at_once_are_one(shop: TestApp) {
        let all = futures_util::future::join_all((0..20).map(|_| order(&shop, Some("k"), "a"))).await;
        let mut answers: Vec<String> = all.into_iter().map(Result::unwrap).collect();
        answers.dedup();
        assert_eq!((answers.len(), effects(&shop).await), (1, 1));
    }

    async fn who_comes_while_another_gives_up_is_told_to_wait_or_goes_ahead(shop: TestApp) {
        let app = &shop.app;
        let mut people = JoinSet::new();
        for _ in 0..8 {
            let app = app.clone();
            people.spawn(async move {
                let mut claimed = 0;
                for _ in 0..60 {
                    let once = IdempotencyKey(Some("k".into())).once(&app, "test", "somebody", &"a").unwrap();
                    match once.claim::<String>(&app).await {
                        Ok(answer) => {
                            assert_eq!(answer, None);
                            claimed += 1;
                            once.release(&app).await.unwrap();
                        }
                        Err(error) => assert!(error.to_string().contains("still being worked on"), "{error}"),
                    }
                }
                claimed
            });
        }
        let claimed: u32 = people.join_all().await.into_iter().sum();
        assert!(claimed > 0, "nobody ever had it");
    }

    async fn a_process_that_died_is_followed_by_the_next(shop: TestApp) {
        let app = &shop.app;
        let key = IdempotencyKey(Some("k".into()));
        let claim = || key.clone().once(app, "pay", "somebody", &"a").unwrap();
        let dead = claim();
        assert_eq!(dead.claim::<String>(app).await.unwrap(), None);
        let (waiting, early) = (claim(), claim());
        assert!(early.claim::<String>(app).await.is_err(), "while the first one works, the second waits");

        shop.advance(SignedDuration::from_secs(31));
        assert!(waiting.claim::<String>(app).await.is_err(), "it came while the first one worked");
        let (next, rival) = (claim(), claim());
        assert_eq!(next.claim::<String>(app).await.unwrap(), None);
        assert!(rival.claim::<String>(app).await.is_err(), "only one takes over");

        let late = &dead;
        let too_late = app.db.write(|mut tx| async move { late.keep(&mut tx, &"late").await }).await;
        assert!(too_late.is_err(), "who was taken for dead keeps nothing");
        let next = &next;
        app.db.write(|mut tx| async move { next.keep(&mut tx, &"done").await }).await.unwrap();
        assert_eq!(claim().claim::<String>(app).await.unwrap().as_deref(), Some("done"));
    }

    async fn a_claim_that_is_given_up_is_free_at_once(shop: TestApp) {
        let app = &shop.app;
        let claim = || IdempotencyKey(Some("k".into())).once(app, "pay", "somebody", &"a").unwrap();
        let first = claim();
        first.claim::<String>(app).await.unwrap();
        first.release(app).await.unwrap();
        assert_eq!(claim().claim::<String>(app).await.unwrap(), None);
    }

    async fn a_message_goes_out_once_and_only_with_its_cause(shop: TestApp) {
        let app = &shop.app;
        let send = async |works: bool| {
            app.db
                .write(|mut tx| async move {
                    outbox::send(&mut tx, app, "order-ready", "a@example.org", &"ABCD").await?;
                    if works { Ok(()) } else { Err(Error::conflict("on purpose")) }
                })
                .await
        };
        send(true).await.unwrap();
        send(false).await.unwrap_err();
        let (one, two) = tokio::join!(outbox::deliver(app), outbox::deliver(app));
        assert!(one.is_ok() && two.is_ok());
        let delivered: Vec<(String, String)> = app.db.all("SELECT recipient, body FROM mailbox", args![]).await.unwrap();
        assert_eq!(delivered, [("a@example.org".to_owned(), "\"ABCD\"".to_owned())]);
        assert_eq!(outbox::deliver(app).await.unwrap(), 0);
    }
}
