//! Moving the register to a server. Whoever runs the register signs in, and it is on the record.

use std::io::IsTerminal;

use clap::Args;
use guard::category::Staff;
use guard::{Ask, Work};
use policy::Purpose;
use serde_json::json;

use super::args::SignIn;
use super::failed::Failed;
use super::screen::Screen;
use super::{Outcome, Place};
use crate::relocation;

#[derive(Args)]
pub(crate) struct Move {
    /// The server: postgres://…, as for `init --postgres`. Its stores are made there, and must be
    /// empty or hold the beginning of this very move.
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) sign_in: SignIn,
}

/// `seloste move`
pub(super) async fn relocate(at: &Place, order: Move, screen: &Screen) -> Outcome {
    let folder = at.folder("data");
    if !relocation::broke_off(&folder) {
        let (app, actor) = at.signed_in(&order.sign_in, screen).await?;
        let asking = |work: &mut Work<'_>| {
            let _noted = work.ask::<Staff>(Ask::operate())?;
            Ok::<_, guard::Error>(())
        };
        let asked = app
            .guard()
            .desk()
            .read(&actor, Purpose::Staff, asking)
            .await;
        app.guard().clone().close().await;
        asked.map_err(|error| Failed::of(&error))?;
    }
    let watched = !screen.json && std::io::stderr().is_terminal();
    let told = move |table: &str, rows: u64| {
        if watched {
            eprint!("\r\u{1b}[K{table} {rows}");
        }
    };
    let moved = relocation::to_server(&folder, &order.to, told).await;
    if watched {
        eprintln!();
    }
    let moved = moved.map_err(|error| Failed::of(&error))?;
    let tables = moved.iter().map(|(_, tables)| tables.len()).sum::<usize>();
    let rows = moved.iter().flat_map(|(_, tables)| tables);
    let rows: u64 = rows.map(|table| table.rows).sum();
    let json = moved.iter().flat_map(|(store, tables)| {
        let tables = tables.iter();
        tables.map(move |one| json!({ "store": store, "table": one.table, "rows": one.rows }))
    });
    let json = json!({ "tables": json.collect::<Vec<_>>() });
    let values = [("tables", tables.to_string()), ("rows", rows.to_string())];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let aside = folder.path().join("moved").display().to_string();
    let lines = [
        screen.with("cli-moved", &values),
        screen.with("cli-moved-back", &[("folder", &aside)]),
    ];
    screen.result(&json, &lines)?;
    Ok(0)
}
