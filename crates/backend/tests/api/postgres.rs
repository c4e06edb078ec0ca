//! A throw-away PostgreSQL cluster for this test process: no port, no durability, gone when the process ends.

use std::{
    env, fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use backend::{db::Db, pokes::Pokes};
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::sync::OnceCell;

const MISSING: &str = "the tests run on PostgreSQL as well and need its `initdb` and `pg_ctl`, on PATH or in \
     /usr/lib/postgresql/*/bin: on Debian `apt-get install postgresql`";

/// The cluster of this process. It is ended by a watcher that sees this process go, however it goes.
struct Cluster {
    folder: PathBuf,
    _watcher: Child,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// The URL of a new database with the current schema.
pub async fn database() -> String {
    let cluster = CLUSTER.get_or_init(Cluster::start);
    TEMPLATE
        .get_or_init(async || {
            cluster.run("CREATE DATABASE template_shop".into()).await;
            let db = Db::open_postgres(&cluster.url("template_shop"), Pokes::default()).await.unwrap();
            db.close().await;
        })
        .await;
    let name = format!("shop_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    // One at a time: a template that is being copied cannot be copied again.
    static COPYING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _turn = COPYING.lock().await;
    cluster.run(format!("CREATE DATABASE {name} TEMPLATE template_shop STRATEGY file_copy")).await;
    cluster.url(&name)
}

impl Cluster {
    fn start() -> Self {
        let bin = binaries().unwrap_or_else(|| panic!("{MISSING}"));
        let folder = env::temp_dir().join(format!("vitrine-postgres-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        // PostgreSQL refuses to run as root.
        let as_root = run("id", &["-u"]).trim() == "0";
        let user = if as_root { vec!["runuser", "-u", "postgres", "--"] } else { Vec::new() };
        if as_root {
            run("chown", &["postgres", folder.to_str().unwrap()]);
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let data = folder.join("data");
        let (data, socket) = (data.to_str().unwrap(), folder.to_str().unwrap());
        let call = |program: &str, args: &[&str]| {
            let program = bin.join(program);
            let words: Vec<&str> =
                user.iter().copied().chain([program.to_str().unwrap()]).chain(args.iter().copied()).collect();
            run(words[0], &words[1..])
        };
        call("initdb", &["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off -c synchronous_commit=off \
             -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB"
        );
        let log = folder.join("log");
        call("pg_ctl", &["-D", data, "-o", &options, "-l", log.to_str().unwrap(), "-w", "-s", "start"]);
        // It reads until this process is gone, then ends the cluster and clears up.
        let stop = format!(
            "cat >/dev/null; {} {} -D '{data}' -m immediate -s stop; rm -rf '{socket}'",
            user.join(" "),
            bin.join("pg_ctl").display()
        );
        let mut watcher = Command::new("setsid");
        let watcher =
            watcher.args(["sh", "-c", &stop]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { _watcher: watcher.spawn().unwrap(), folder }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }

    async fn run(&self, sql: String) {
        let mut conn = PgConnection::connect(&self.url("postgres")).await.unwrap();
        conn.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql))).await.unwrap();
        conn.close().await.unwrap();
    }
}

/// The folder with `initdb`: from PATH (through its link, because the others lie beside it), or where Debian puts it.
fn binaries() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|it| it.path().join("bin"));
    env::split_paths(&path)
        .filter_map(|folder| fs::canonicalize(folder.join("initdb")).ok()?.parent().map(Path::to_owned))
        .chain(debian)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).current_dir("/").stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{program} cannot be run: {error}. {MISSING}"));
    if !output.status.success() {
        // Straight to the terminal: the panic message alone would hide why.
        std::io::stderr().write_all(&output.stderr).unwrap();
        panic!("{program} {args:?} failed. {MISSING}");
    }
    String::from_utf8_lossy(&output.stdout).into_owned()
}
