//! What the shop relies on in its database, the same on both engines.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use backend::{args, db::Db, error::Error};
use tokio::task::JoinSet;

use crate::{on_both_engines, support::TestApp};

async fn put(db: &Db, name: &str, value: i64) -> Result<(), Error> {
    db.write(|mut tx| async move {
        tx.run("INSERT INTO secrets (name, value) VALUES ($1, $2)", args![name, vec![u8::try_from(value).unwrap()]])
            .await?;
        Ok(())
    })
    .await
}

async fn names(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.all("SELECT name FROM secrets WHERE name <> 'signing' ORDER BY name", args![]).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

on_both_engines! {
    async fn a_failed_job_takes_nobody_down_with_it(shop: TestApp) {
        let mut jobs = JoinSet::new();
        for n in 0..60 {
            let db = shop.app.db.clone();
            jobs.spawn(async move {
                let outcome = db
                    .write(|mut tx| async move {
                        tx.run("INSERT INTO secrets (name, value) VALUES ($1, $2)", args![format!("n{n:02}"), vec![1_u8]]).await?;
                        match n % 3 {
                            0 => Ok(()),
                            1 => Err(Error::conflict("on purpose")),
                            // A constraint that fails breaks off the statement, and on PostgreSQL the transaction.
                            _ => tx.run("INSERT INTO secrets (name, value) VALUES ('signing', $1)", args![vec![1_u8]]).await.map(drop),
                        }
                    })
                    .await;
                assert_eq!(outcome.is_ok(), n % 3 == 0, "{n}: {outcome:?}");
            });
        }
        while let Some(done) = jobs.join_next().await {
            done.unwrap();
        }
        let expected: Vec<String> = (0..60).step_by(3).map(|n| format!("n{n:02}")).collect();
        assert_eq!(names(&shop.app.db).await, expected);
    }

    async fn a_job_that_panics_or_is_given_up_leaves_no_trace(shop: TestApp) {
        let db = shop.app.db.clone();
        let panicking = tokio::spawn({
            let db = db.clone();
            async move {
                db.write(|mut tx| async move {
                    tx.run("INSERT INTO secrets (name, value) VALUES ('panic', $1)", args![vec![1_u8]]).await?;
                    if tx.is_postgres() || !tx.is_postgres() {
                        panic!("on purpose");
                    }
                    Ok(())
                })
                .await
            }
        });
        assert!(panicking.await.unwrap_err().is_panic());

        let (reached, mut waiting) = tokio::sync::mpsc::channel(1);
        let given_up = tokio::spawn({
            let db = db.clone();
            async move {
                let reached = &reached;
                db.write(|mut tx| async move {
                    tx.run("INSERT INTO secrets (name, value) VALUES ('given up', $1)", args![vec![1_u8]]).await?;
                    reached.send(()).await.unwrap();
                    std::future::pending::<Result<(), Error>>().await
                })
                .await
            }
        });
        waiting.recv().await.unwrap();
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());

        put(&db, "after", 1).await.unwrap();
        assert_eq!(names(&db).await, ["after"]);
    }

    async fn a_conditional_update_never_sells_too_much(shop: TestApp) {
        let db = shop.app.db.clone();
        put(&db, "stock", 50).await.unwrap();
        db.write(|mut tx| async move {
            tx.run("INSERT INTO staff (id, email, store, role, token_hash, created_at) VALUES ('s', 'e', 's', 'r', $1, 50)", args![vec![1_u8]]).await
        })
        .await
        .unwrap();
        let sold = Arc::new(AtomicU32::new(0));
        let mut buyers = JoinSet::new();
        for _ in 0..120 {
            let (db, sold) = (db.clone(), Arc::clone(&sold));
            buyers.spawn(async move {
                let changed = db
                    .write(|mut tx| async move {
                        tx.run("UPDATE staff SET created_at = created_at - 1 WHERE id = 's' AND created_at >= 1", args![]).await
                    })
                    .await
                    .unwrap();
                sold.fetch_add(u32::try_from(changed).unwrap(), Ordering::Relaxed);
            });
        }
        while let Some(done) = buyers.join_next().await {
            done.unwrap();
        }
        assert_eq!(sold.load(Ordering::Relaxed), 50);
        let (left,): (i64,) = db.one("SELECT created_at FROM staff WHERE id = 's'", args![]).await.unwrap();
        assert_eq!(left, 0);
    }

    async fn what_was_committed_is_seen_at_once_and_pokes_follow_it(shop: TestApp) {
        let (db, mut heard) = (&shop.app.db, shop.app.pokes.subscribe("t"));
        for n in 1..=30_u64 {
            let name = &format!("n{n:02}");
            db.write(|mut tx| async move {
                tx.run("INSERT INTO secrets (name, value) VALUES ($1, $2)", args![name, vec![1_u8]]).await?;
                tx.poke("t", n);
                Ok(())
            })
            .await
            .unwrap();
            assert_eq!(heard.borrow_and_update().seq, n);
            assert_eq!(names(db).await.len(), usize::try_from(n).unwrap());
        }
        let refused = db
            .write(|mut tx| async move {
                tx.poke("t", 99);
                Err::<(), _>(Error::conflict("on purpose"))
            })
            .await;
        assert!(refused.is_err());
        assert!(!heard.has_changed().unwrap());
    }

    async fn a_read_sees_one_state_throughout(shop: TestApp) {
        let db = &shop.app.db;
        put(db, "a", 1).await.unwrap();
        let counts = db
            .read(|mut tx| async move {
                let (before,): (i64,) = tx.one("SELECT COUNT(*) FROM secrets", args![]).await?;
                put(db, "b", 1).await?;
                let (after,): (i64,) = tx.one("SELECT COUNT(*) FROM secrets", args![]).await?;
                Ok((before, after))
            })
            .await
            .unwrap();
        assert_eq!(counts.0, counts.1);
        assert_eq!(names(db).await, ["a", "b"]);
    }

    async fn a_write_inside_a_write_is_refused_instead_of_waiting_for_ever(shop: TestApp) {
        let db = &shop.app.db;
        let outcome = db.write(|_tx| async move { put(db, "inner", 1).await }).await;
        assert!(matches!(outcome, Err(Error::Internal(_))), "{outcome:?}");
        put(db, "after", 1).await.unwrap();
        assert_eq!(names(db).await, ["after"]);
    }

    async fn many_rows_go_in_and_lists_come_out(shop: TestApp) {
        let db = &shop.app.db;
        let written = db
            .write(|mut tx| async move {
                let rows = (0..5_000).map(|n| args![format!("n{n:04}"), vec![1_u8]]).collect();
                tx.run_many("INSERT INTO secrets (name, value) VALUES {} ON CONFLICT (name) DO NOTHING", rows).await
            })
            .await
            .unwrap();
        assert_eq!(written, 5_000);
        let asked: Vec<String> = (0..700).map(|n| format!("n{:04}", n * 10)).collect();
        let asked = &asked;
        let found: Vec<(String, Vec<u8>)> = db
            .read(|mut tx| async move {
                tx.all_in("SELECT name, value FROM secrets WHERE value = $1 AND name IN ({})", args![vec![1_u8]], asked).await
            })
            .await
            .unwrap();
        assert_eq!(found.len(), 500);
    }
}
