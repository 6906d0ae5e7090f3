//! The tables as both databases have them; a test holds this file and the two folders of migrations equal.

// Written by hand: `diesel print-schema` knows neither `Uid` nor `Moment`.

diesel::table! {
    use crate::store::columns::Moment;
    use diesel::sql_types::{BigInt, Text};

    definitions (kind, name, version) {
        kind -> Text,
        name -> Text,
        version -> BigInt,
        sha256 -> Text,
        source -> Text,
        stored_at -> Moment,
    }
}

diesel::table! {
    use diesel::sql_types::Text;

    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Bool, Text};

    offices (id) {
        id -> Uid,
        name -> Text,
        created_at -> Moment,
        zone -> Text,
        hours -> Text,
        joint_leave_is_holiday -> Bool,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Bool, Nullable, Text};

    accounts (id) {
        id -> Uid,
        name -> Text,
        email -> Text,
        role -> Text,
        office_id -> Nullable<Uid>,
        password_hash -> Nullable<Text>,
        active -> Bool,
        created_at -> Moment,
        language -> Text,
        wants_digest -> Bool,
        away_from -> Nullable<Text>,
        away_until -> Nullable<Text>,
        deputy_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Binary, Nullable, Text};

    tokens (id) {
        id -> Uid,
        account_id -> Nullable<Uid>,
        role -> Text,
        name -> Text,
        hash -> Binary,
        created_at -> Moment,
        last_used_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{BigInt, Nullable, Text};

    participants (id) {
        id -> Uid,
        nik -> Text,
        name -> Text,
        search_name -> Text,
        birth_date -> Text,
        sex -> Text,
        rt -> Text,
        kelurahan -> Text,
        kecamatan -> Text,
        occupation -> Text,
        segment -> Text,
        kpj -> Text,
        declared_income -> BigInt,
        paid_from -> Text,
        paid_through -> Text,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        office_id -> Uid,
        updated_at -> Moment,
        gaps -> Text,
    }
}

diesel::table! {
    use crate::store::columns::Uid;
    use diesel::sql_types::{BigInt, Text};

    participant_incomes (participant_id, valid_from) {
        participant_id -> Uid,
        valid_from -> Text,
        declared_income -> BigInt,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{BigInt, Binary, Bool, Nullable, Text};

    claims (id) {
        id -> Uid,
        number -> Text,
        workflow -> Text,
        workflow_version -> BigInt,
        participant_id -> Uid,
        office_id -> Uid,
        state -> Text,
        waiting_on -> Nullable<Text>,
        outcome -> Nullable<Text>,
        ended -> Bool,
        version -> BigInt,
        event_date -> Text,
        opened_at -> Moment,
        updated_at -> Moment,
        assignee_id -> Nullable<Uid>,
        next_deadline -> Moment,
        search_text -> Text,
        active_key -> Nullable<Text>,
        last_hash -> Binary,
        snapshot -> Binary,
        unreviewed -> BigInt,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{BigInt, Binary, Text};

    events (claim_id, seq) {
        claim_id -> Uid,
        seq -> BigInt,
        at -> Moment,
        actor -> Text,
        #[sql_name = "type"]
        kind -> Text,
        body -> Binary,
        previous_hash -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Text};

    number_series (workflow, year) {
        workflow -> Text,
        year -> Integer,
        last -> BigInt,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Bool, Nullable, Text};

    deadlines (id) {
        id -> Uid,
        claim_id -> Uid,
        name -> Text,
        state -> Text,
        waiting_on -> Text,
        started_at -> Moment,
        due_at -> Moment,
        calendar_missing -> Bool,
        cancelled_at -> Nullable<Moment>,
        met_at -> Nullable<Moment>,
        fired_at -> Nullable<Moment>,
        rungs -> Text,
        next_rung_at -> Moment,
        stands_still_since -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Nullable, Text};

    deadline_rungs (deadline_id, rung) {
        deadline_id -> Uid,
        rung -> Text,
        claim_id -> Uid,
        planned_at -> Moment,
        fired_at -> Moment,
        collapsed_into -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{BigInt, Nullable, Text};

    letters (id) {
        id -> Uid,
        claim_id -> Nullable<Uid>,
        kind -> Text,
        language -> Text,
        person_id -> Nullable<Uid>,
        account_id -> Nullable<Uid>,
        name -> Text,
        address -> Nullable<Text>,
        channel -> Text,
        subject -> Text,
        body -> Text,
        html -> Text,
        message -> Text,
        cause_seq -> Nullable<BigInt>,
        created_at -> Moment,
        bounced_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Nullable, Text};

    call_tasks (id) {
        id -> Uid,
        letter_id -> Uid,
        claim_id -> Uid,
        office_id -> Uid,
        account_id -> Nullable<Uid>,
        name -> Text,
        phone -> Nullable<Text>,
        reason -> Text,
        created_at -> Moment,
        due_at -> Moment,
        done_at -> Nullable<Moment>,
        done_by -> Nullable<Uid>,
        outcome -> Nullable<Text>,
        alarmed_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::Moment;
    use diesel::sql_types::Text;

    notices (key) {
        key -> Text,
        at -> Moment,
    }
}

diesel::table! {
    use crate::store::columns::Moment;
    use diesel::sql_types::{Nullable, Text};

    alarms (key) {
        key -> Text,
        kind -> Text,
        detail -> Text,
        raised_at -> Moment,
        settled_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Nullable, Text};

    calendar_days (scope, day) {
        scope -> Text,
        day -> Text,
        kind -> Text,
        name -> Text,
        added_at -> Moment,
        added_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Integer, Nullable, Text};

    calendar_years (scope, year) {
        scope -> Text,
        year -> Integer,
        added_at -> Moment,
        added_by -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Integer, Nullable, Text};

    outbox (id) {
        id -> Uid,
        kind -> Text,
        claim_id -> Nullable<Uid>,
        dedup_key -> Text,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Moment,
        lease_until -> Nullable<Moment>,
        leased_by -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at -> Moment,
        finished_at -> Nullable<Moment>,
        counted_from -> Nullable<Moment>,
        refused_since -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::Moment;
    use diesel::sql_types::{Integer, Text};

    answers (caller, method, path, key) {
        caller -> Text,
        method -> Text,
        path -> Text,
        key -> Text,
        request_hash -> Text,
        status -> Integer,
        headers -> Text,
        body -> Text,
        created_at -> Moment,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Nullable, Text};

    inbound_answers (webhook_id) {
        webhook_id -> Text,
        received_at -> Moment,
        body -> Text,
        claim_id -> Nullable<Uid>,
        result -> Text,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{BigInt, Text};

    files (id) {
        id -> Uid,
        claim_id -> Uid,
        sha256 -> Text,
        size -> BigInt,
        media_type -> Text,
        file_name -> Text,
        received_at -> Moment,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Nullable, Text};

    alerts (id) {
        id -> Uid,
        claim_id -> Uid,
        kind -> Text,
        severity -> Text,
        evidence -> Text,
        raised_at -> Moment,
        settled_at -> Nullable<Moment>,
        settlement -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Binary, Nullable, Text};

    sessions (id) {
        id -> Uid,
        hash -> Binary,
        account_id -> Nullable<Uid>,
        claim_id -> Nullable<Uid>,
        person_id -> Nullable<Uid>,
        device -> Text,
        created_at -> Moment,
        last_seen_at -> Moment,
        expires_at -> Moment,
        ended_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::{Moment, Uid};
    use diesel::sql_types::{Binary, Nullable, Text};

    links (id) {
        id -> Uid,
        hash -> Binary,
        kind -> Text,
        account_id -> Nullable<Uid>,
        claim_id -> Nullable<Uid>,
        person_id -> Nullable<Uid>,
        created_at -> Moment,
        created_by -> Nullable<Uid>,
        expires_at -> Moment,
        used_at -> Nullable<Moment>,
        revoked_at -> Nullable<Moment>,
    }
}

diesel::table! {
    use crate::store::columns::Moment;
    use diesel::sql_types::{Integer, Nullable, Text};

    attempts (key) {
        key -> Text,
        failures -> Integer,
        first_at -> Moment,
        locked_until -> Nullable<Moment>,
    }
}

diesel::joinable!(claims -> participants (participant_id));
diesel::joinable!(tokens -> accounts (account_id));
diesel::joinable!(files -> claims (claim_id));
diesel::joinable!(alerts -> claims (claim_id));
diesel::joinable!(outbox -> claims (claim_id));
diesel::joinable!(deadlines -> claims (claim_id));
diesel::joinable!(letters -> claims (claim_id));
diesel::joinable!(call_tasks -> letters (letter_id));
diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    alerts,
    call_tasks,
    claims,
    deadline_rungs,
    deadlines,
    files,
    letters,
    outbox,
    participants,
    tokens
);
