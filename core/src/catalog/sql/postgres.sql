-- The catalog of a PostgreSQL database (12 and later) for plansight, as one JSON document in one row.
-- Reads the system catalogs and the statistics, and writes nothing; any user may run it, and sees what that user may see.
--   psql -XqAt -d DATABASE -f THIS_FILE -o catalog.json
WITH options AS (
    SELECT true AS with_values, NULL::text AS only_schema
),
-- What is locked by DDL: asking for its size or its definition would wait. Such tables are left out, and named.
locked AS MATERIALIZED (
    SELECT l.relation FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
),
every_relation AS MATERIALIZED (
    SELECT c.*, n.nspname AS schema, c.oid IN (SELECT relation FROM locked) AS is_locked
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN options o
    WHERE c.relkind IN ('r', 'p', 'm', 'f')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
        AND (o.only_schema IS NULL OR n.nspname = o.only_schema)
),
relation AS MATERIALIZED (
    SELECT * FROM every_relation WHERE NOT is_locked
),
-- Of columns, and under the name of an index of its expressions. Of a table with children its own, where it has any.
statistics AS MATERIALIZED (
    SELECT DISTINCT ON (s.schemaname, s.tablename, s.attname) s.schemaname, s.tablename, s.attname,
        pg_catalog.json_build_object(
            'width', s.avg_width, 'distinct', s.n_distinct, 'null_share', s.null_frac, 'correlation', s.correlation,
            'most_common_shares', s.most_common_freqs,
            'most_common', CASE WHEN o.with_values THEN s.most_common_vals::text::text[] END,
            'histogram', CASE WHEN o.with_values THEN s.histogram_bounds::text::text[] END,
            'most_common_elements', CASE WHEN o.with_values THEN s.most_common_elems::text::text[] END,
            'most_common_element_shares', s.most_common_elem_freqs
        ) AS statistics
    FROM pg_catalog.pg_stats s
    CROSS JOIN options o
    WHERE s.schemaname NOT IN ('pg_catalog', 'information_schema')
    ORDER BY s.schemaname, s.tablename, s.attname, s.inherited
),
columns AS (
    SELECT a.attrelid, pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', a.attname, 'number', a.attnum,
            'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
            'base_type', CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
            'category', t.typcategory, 'collation', k.collname,
            'nullable', NOT a.attnotnull,
            'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
            'length', CASE WHEN a.attlen > 0 THEN a.attlen END,
            'statistics', s.statistics
        ) ORDER BY a.attnum) AS columns
    FROM relation r
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
    LEFT JOIN statistics s ON s.schemaname = r.schema AND s.tablename = r.relname AND s.attname = a.attname
    GROUP BY a.attrelid
),
index_keys AS (
    SELECT i.indexrelid,
        pg_catalog.json_agg(pg_catalog.json_build_object(
            'column', a.attname,
            'expression', CASE WHEN k.attnum = 0 THEN pg_catalog.pg_get_indexdef(i.indexrelid, k.n::int, false) END,
            'type', pg_catalog.format_type(ia.atttypid, ia.atttypmod),
            'opclass', oc.opcname, 'opclass_default', oc.opcdefault, 'collation', co.collname,
            'descending', (i.indoption[k.n - 1] & 1) <> 0, 'nulls_first', (i.indoption[k.n - 1] & 2) <> 0,
            'statistics', CASE WHEN k.attnum = 0 THEN s.statistics END
        ) ORDER BY k.n) FILTER (WHERE k.n <= i.indnkeyatts) AS keys,
        pg_catalog.json_agg(a.attname ORDER BY k.n) FILTER (WHERE k.n > i.indnkeyatts) AS include
    FROM relation r
    JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    CROSS JOIN LATERAL pg_catalog.unnest(i.indkey) WITH ORDINALITY k(attnum, n)
    JOIN pg_catalog.pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.n
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
    LEFT JOIN pg_catalog.pg_opclass oc ON k.n <= i.indnkeyatts AND oc.oid = i.indclass[k.n - 1]
    LEFT JOIN pg_catalog.pg_collation co ON k.n <= i.indnkeyatts AND co.oid = i.indcollation[k.n - 1]
    LEFT JOIN statistics s ON k.attnum = 0
        AND s.schemaname = r.schema AND s.tablename = ic.relname AND s.attname = ia.attname
    GROUP BY i.indexrelid
),
index_constraints AS (
    SELECT c.conindid,
        pg_catalog.max(c.conname::text) FILTER (WHERE c.contype <> 'f') AS name,
        pg_catalog.count(*) FILTER (WHERE c.contype = 'f') AS referenced_by
    FROM pg_catalog.pg_constraint c
    WHERE c.conindid <> 0 AND c.contype IN ('p', 'u', 'x', 'f')
    GROUP BY c.conindid
),
indexes AS (
    SELECT i.indrelid, pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', c.relname, 'definition', pg_catalog.pg_get_indexdef(i.indexrelid), 'method', am.amname,
            'unique', i.indisunique, 'primary', i.indisprimary, 'exclusion', i.indisexclusion,
            'nulls_not_distinct', pg_catalog.to_json(i) -> 'indnullsnotdistinct',
            'valid', i.indisvalid AND i.indisready,
            'constraint', ic.name, 'referenced_by', COALESCE(ic.referenced_by, 0),
            'keys', k.keys, 'include', k.include,
            'predicate', pg_catalog.pg_get_expr(i.indpred, i.indrelid),
            'pages', c.relpages, 'rows', CASE WHEN c.reltuples >= 0 THEN c.reltuples END,
            'bytes', CASE WHEN c.relkind = 'i' AND c.oid NOT IN (SELECT relation FROM locked)
                THEN pg_catalog.pg_relation_size(c.oid) END,
            'fillfactor', (SELECT f.option_value::int FROM pg_catalog.pg_options_to_table(c.reloptions) f
                WHERE f.option_name = 'fillfactor'),
            'partition_of', (SELECT pc.relname FROM pg_catalog.pg_inherits p
                JOIN pg_catalog.pg_class pc ON pc.oid = p.inhparent WHERE p.inhrelid = c.oid),
            'replica_identity', i.indisreplident, 'clustered', i.indisclustered,
            'scans', u.idx_scan, 'entries_read', u.idx_tup_read, 'rows_fetched', u.idx_tup_fetch,
            'last_used_age_s', pg_catalog.round(EXTRACT(epoch FROM pg_catalog.now()
                - (pg_catalog.to_json(u) ->> 'last_idx_scan')::timestamptz)::numeric)
        ) ORDER BY c.relname) AS indexes
    FROM relation r
    JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = c.relam
    JOIN index_keys k ON k.indexrelid = i.indexrelid
    LEFT JOIN index_constraints ic ON ic.conindid = i.indexrelid
    LEFT JOIN pg_catalog.pg_stat_all_indexes u ON u.indexrelid = i.indexrelid
    GROUP BY i.indrelid
),
constraints AS (
    SELECT c.conrelid, pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', c.conname,
            'kind', CASE c.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclusion'
                WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' END,
            'columns', (SELECT pg_catalog.json_agg(a.attname ORDER BY k.n)
                FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY k(attnum, n)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
            'references', CASE WHEN c.contype = 'f' THEN pg_catalog.json_build_object(
                'schema', fn.nspname, 'table', fc.relname,
                'columns', (SELECT pg_catalog.json_agg(a.attname ORDER BY k.n)
                    FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY k(attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum),
                'on_delete', CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
                    WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default' END,
                'on_update', CASE c.confupdtype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
                    WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default' END) END,
            'index', CASE WHEN c.contype <> 'f' THEN ic.relname END,
            'valid', c.convalidated, 'inherited', CASE WHEN c.conparentid <> 0 THEN true END,
            'definition', CASE WHEN c.contype IN ('c', 'x') THEN pg_catalog.pg_get_constraintdef(c.oid) END
        ) ORDER BY c.conname) AS constraints
    FROM relation r
    JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid AND c.contype IN ('p', 'u', 'x', 'f', 'c')
    LEFT JOIN pg_catalog.pg_class fc ON c.contype = 'f' AND fc.oid = c.confrelid
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
    LEFT JOIN pg_catalog.pg_class ic ON c.contype <> 'f' AND ic.oid = c.conindid
    GROUP BY c.conrelid
),
extended AS (
    SELECT e.stxrelid, pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', e.stxname, 'schema', n.nspname,
            'columns', (SELECT pg_catalog.json_agg(a.attname ORDER BY k.n)
                FROM pg_catalog.unnest(e.stxkeys) WITH ORDINALITY k(attnum, n)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = e.stxrelid AND a.attnum = k.attnum),
            'kinds', (SELECT pg_catalog.json_agg(CASE k.kind WHEN 'd' THEN 'distinct' WHEN 'f' THEN 'dependencies'
                WHEN 'm' THEN 'most common' WHEN 'e' THEN 'expressions' END)
                FROM pg_catalog.unnest(e.stxkind) k(kind)),
            'definition', pg_catalog.pg_get_statisticsobjdef(e.oid),
            'expressions', x.fields -> 'exprs',
            'distinct', x.n_distinct::text::json, 'dependencies', x.dependencies::text::json,
            'most_common', CASE WHEN o.with_values THEN pg_catalog.to_json(x.most_common_vals) END,
            'most_common_shares', x.most_common_freqs, 'most_common_base_shares', x.most_common_base_freqs
        ) ORDER BY n.nspname, e.stxname) AS statistics
    FROM relation r
    JOIN pg_catalog.pg_statistic_ext e ON e.stxrelid = r.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = e.stxnamespace
    CROSS JOIN options o
    LEFT JOIN LATERAL (
        SELECT s.*, pg_catalog.to_json(s) AS fields FROM pg_catalog.pg_stats_ext s
        WHERE s.statistics_schemaname = n.nspname AND s.statistics_name = e.stxname
        ORDER BY s.most_common_vals IS NULL LIMIT 1
    ) x ON true
    GROUP BY e.stxrelid
),
tables AS (
    SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', r.schema, 'name', r.relname,
            'kind', CASE r.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table'
                WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' END,
            'persistence', CASE r.relpersistence WHEN 'p' THEN 'permanent' WHEN 'u' THEN 'unlogged'
                WHEN 't' THEN 'temporary' END,
            -- Before 14 a table that was never analyzed has no rows and no pages.
            'rows', CASE WHEN r.reltuples > 0 OR (r.reltuples = 0 AND (r.relpages > 0
                OR pg_catalog.current_setting('server_version_num')::int >= 140000)) THEN r.reltuples END,
            'pages', r.relpages, 'pages_all_visible', r.relallvisible,
            'bytes', CASE WHEN r.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(r.oid) END,
            'fillfactor', (SELECT f.option_value::int FROM pg_catalog.pg_options_to_table(r.reloptions) f
                WHERE f.option_name = 'fillfactor'),
            'parallel_workers', (SELECT f.option_value::int FROM pg_catalog.pg_options_to_table(r.reloptions) f
                WHERE f.option_name = 'parallel_workers'),
            'replica_identity', CASE r.relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing'
                WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END,
            'partitioning', (SELECT pg_catalog.json_build_object(
                    'strategy', CASE p.partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' WHEN 'h' THEN 'hash' END,
                    'columns', (SELECT pg_catalog.json_agg(a.attname ORDER BY k.n)
                        FROM pg_catalog.unnest(p.partattrs) WITH ORDINALITY k(attnum, n)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.attnum AND k.attnum <> 0),
                    'definition', pg_catalog.pg_get_partkeydef(r.oid))
                FROM pg_catalog.pg_partitioned_table p WHERE p.partrelid = r.oid),
            'partition_of', (SELECT pg_catalog.json_build_object('schema', pn.nspname, 'name', pc.relname,
                    'bound', CASE WHEN o.with_values THEN pg_catalog.pg_get_expr(r.relpartbound, r.oid) END)
                FROM pg_catalog.pg_inherits h
                JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
                JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
                WHERE h.inhrelid = r.oid AND r.relispartition),
            'activity', CASE WHEN u.relid IS NOT NULL THEN pg_catalog.json_build_object(
                'sequential_scans', u.seq_scan, 'sequential_rows', u.seq_tup_read,
                'index_scans', u.idx_scan, 'index_rows', u.idx_tup_fetch,
                'inserted', u.n_tup_ins, 'updated', u.n_tup_upd, 'hot_updated', u.n_tup_hot_upd, 'deleted', u.n_tup_del,
                'live', u.n_live_tup, 'dead', u.n_dead_tup, 'modified_since_analyze', u.n_mod_since_analyze,
                'analyzed_age_s', pg_catalog.round(EXTRACT(epoch FROM pg_catalog.now()
                    - GREATEST(u.last_analyze, u.last_autoanalyze))::numeric)) END,
            'columns', c.columns, 'indexes', i.indexes, 'constraints', k.constraints, 'statistics', e.statistics
        ) ORDER BY r.schema, r.relname) AS tables
    FROM relation r
    CROSS JOIN options o
    LEFT JOIN pg_catalog.pg_stat_all_tables u ON u.relid = r.oid
    LEFT JOIN columns c ON c.attrelid = r.oid
    LEFT JOIN indexes i ON i.indrelid = r.oid
    LEFT JOIN constraints k ON k.conrelid = r.oid
    LEFT JOIN extended e ON e.stxrelid = r.oid
),
settings AS (
    SELECT pg_catalog.json_object_agg(s.name, CASE
            WHEN s.unit ~ 'B$' AND s.setting !~ '^-' THEN (s.setting::numeric * pg_catalog.pg_size_bytes(
                CASE WHEN s.unit ~ '^[0-9]' THEN s.unit ELSE '1' || s.unit END))::text
            ELSE s.setting END ORDER BY s.name) AS settings
    FROM pg_catalog.pg_settings s
    WHERE s.name IN ('seq_page_cost', 'random_page_cost', 'cpu_tuple_cost', 'cpu_index_tuple_cost',
            'cpu_operator_cost', 'parallel_setup_cost', 'parallel_tuple_cost', 'effective_cache_size', 'shared_buffers',
            'work_mem', 'hash_mem_multiplier', 'maintenance_work_mem', 'max_parallel_workers',
            'max_parallel_workers_per_gather', 'max_parallel_maintenance_workers', 'min_parallel_table_scan_size',
            'min_parallel_index_scan_size', 'parallel_leader_participation', 'effective_io_concurrency', 'block_size',
            'cursor_tuple_fraction', 'default_statistics_target', 'constraint_exclusion', 'plan_cache_mode',
            'from_collapse_limit', 'join_collapse_limit', 'geqo', 'geqo_threshold', 'recursive_worktable_factor',
            'server_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone', 'standard_conforming_strings')
        OR s.name ~ '^enable_' OR s.name ~ '^jit(_.*above_cost)?$'
),
functions AS (
    SELECT pg_catalog.json_agg(pg_catalog.json_build_object('schema', n.nspname, 'name', p.proname,
            'arguments', pg_catalog.oidvectortypes(p.proargtypes),
            'returns', pg_catalog.format_type(p.prorettype, NULL),
            'volatility', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END)
        ORDER BY n.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes)) AS functions
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind = 'f' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
        -- What only a server calls: triggers, handlers, inputs and outputs of types.
        AND p.prorettype NOT IN (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typtype = 'p' AND t.typname IN
            ('trigger', 'event_trigger', 'language_handler', 'fdw_handler', 'index_am_handler', 'internal', 'cstring'))
        AND NOT EXISTS (SELECT FROM pg_catalog.unnest(p.proargtypes) a(oid) JOIN pg_catalog.pg_type t ON t.oid = a.oid
            WHERE t.typname IN ('internal', 'cstring'))
),
builtins AS (
    SELECT p.proname, p.provolatile, pg_catalog.oidvectortypes(p.proargtypes) AS arguments,
        pg_catalog.format_type(p.prorettype, NULL) AS returns,
        pg_catalog.min(p.provolatile) OVER (PARTITION BY p.proname)
            = pg_catalog.max(p.provolatile) OVER (PARTITION BY p.proname) AS agreed
    FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
        AND p.proname !~ '^(pg_|binary_upgrade_|has_|ts_|RI_|bt|gin|gist|spg_|brin_|hash|inet_|lo_|to_reg|txid_)'
        AND p.proname !~ '(_in|_out|_recv|_send|_support|typmodin|typmodout|_sortsupport|sel|_transfn|_accum|_deserialize|_serialize)$'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_operator op WHERE op.oprcode = p.oid)
        AND p.prorettype NOT IN (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typname IN
            ('trigger', 'event_trigger', 'internal', 'cstring', 'language_handler', 'fdw_handler', 'void'))
),
builtin_names AS (
    SELECT pg_catalog.json_object_agg(b.volatility, b.names ORDER BY b.volatility) AS names
    FROM (
        SELECT CASE b.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
            pg_catalog.json_agg(DISTINCT b.proname::text) AS names
        FROM builtins b WHERE b.agreed GROUP BY 1
    ) b
),
builtin_overloads AS (
    SELECT pg_catalog.json_agg(pg_catalog.json_build_object('schema', 'pg_catalog', 'name', b.proname,
            'arguments', b.arguments, 'returns', b.returns,
            'volatility', CASE b.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END)
        ORDER BY b.proname, b.arguments) AS functions
    FROM builtins b WHERE NOT b.agreed
)
SELECT pg_catalog.replace(pg_catalog.json_strip_nulls(pg_catalog.json_build_object(
        'plansight_catalog', 1,
        'engine', 'postgresql',
        'version', pg_catalog.current_setting('server_version'),
        'version_number', pg_catalog.current_setting('server_version_num')::int,
        'database', d.datname,
        'search_path', pg_catalog.to_json(pg_catalog.current_schemas(true)),
        'collation', d.datcollate,
        'collation_provider', CASE pg_catalog.to_json(d) ->> 'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
            ELSE 'libc' END,
        'locale', COALESCE(pg_catalog.to_json(d) ->> 'datlocale', pg_catalog.to_json(d) ->> 'daticulocale'),
        'replica', pg_catalog.pg_is_in_recovery(),
        'uptime_s', pg_catalog.round(EXTRACT(epoch FROM pg_catalog.now() - pg_catalog.pg_postmaster_start_time())::numeric),
        'statistics_age_s', (SELECT pg_catalog.round(EXTRACT(epoch FROM pg_catalog.now() - u.stats_reset)::numeric)
            FROM pg_catalog.pg_stat_database u WHERE u.datid = d.oid),
        'with_values', o.with_values,
        'only_schema', o.only_schema,
        'settings', (SELECT settings FROM settings),
        'extensions', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                'name', e.extname, 'version', e.extversion, 'schema', n.nspname) ORDER BY e.extname)
            FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace),
        'tables', COALESCE((SELECT tables FROM tables), '[]'),
        'left_out', (SELECT pg_catalog.json_agg(r.schema || '.' || r.relname) FROM every_relation r WHERE r.is_locked),
        'functions', (SELECT functions FROM functions),
        'builtin_functions', (SELECT names FROM builtin_names),
        'builtin_overloads', (SELECT functions FROM builtin_overloads)
    ))::text, pg_catalog.chr(10), ' ') AS plansight_catalog
FROM pg_catalog.pg_database d CROSS JOIN options o
WHERE d.datname = pg_catalog.current_database();
