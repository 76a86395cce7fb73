-- The catalog of a MySQL server (5.7.22 and later) for plansight, as one JSON document in one row.
-- Reads information_schema only, and writes nothing; any user may run it, and sees what that user may see.
--   mysql --default-character-set=utf8mb4 -N -r DATABASE < THIS_FILE > catalog.json
-- From 8.0 on the server keeps counts for a day (information_schema_stats_expiry): ANALYZE TABLE renews them.
-- Too long a document for max_allowed_packet is an error, never a shorter document.
SELECT JSON_OBJECT(
    'plansight_catalog', 1,
    'engine', 'mysql',
    'version', VERSION(),
    'version_number', SUBSTRING_INDEX(VERSION(), '.', 1) * 10000
        + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) * 100
        + SUBSTRING_INDEX(SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 3), '.', -1), '-', 1),
    'database', DATABASE(),
    'search_path', IF(DATABASE() IS NULL, JSON_ARRAY(), JSON_ARRAY(DATABASE())),
    'collation', @@collation_database,
    'uptime_s', (SELECT VARIABLE_VALUE + 0 FROM performance_schema.global_status WHERE VARIABLE_NAME = 'Uptime'),
    'with_values', o.with_values,
    'only_schema', o.only_schema,
    'settings', JSON_OBJECT(
        'sort_buffer_size', @@sort_buffer_size, 'join_buffer_size', @@join_buffer_size,
        'read_buffer_size', @@read_buffer_size, 'read_rnd_buffer_size', @@read_rnd_buffer_size,
        'tmp_table_size', @@tmp_table_size, 'max_heap_table_size', @@max_heap_table_size,
        'innodb_page_size', @@innodb_page_size, 'innodb_buffer_pool_size', @@innodb_buffer_pool_size,
        'innodb_stats_persistent', @@innodb_stats_persistent + 0,
        'innodb_stats_persistent_sample_pages', @@innodb_stats_persistent_sample_pages,
        'optimizer_switch', @@optimizer_switch, 'optimizer_search_depth', @@optimizer_search_depth,
        'optimizer_prune_level', @@optimizer_prune_level, 'eq_range_index_dive_limit', @@eq_range_index_dive_limit,
        'range_optimizer_max_mem_size', @@range_optimizer_max_mem_size, 'max_seeks_for_key', @@max_seeks_for_key,
        'sql_mode', @@sql_mode, 'lower_case_table_names', @@lower_case_table_names, 'time_zone', @@time_zone,
        'character_set_server', @@character_set_server, 'collation_server', @@collation_server,
        'default_storage_engine', @@default_storage_engine
        /*!80000 , 'information_schema_stats_expiry', @@information_schema_stats_expiry */
    ),
    'tables', COALESCE((
        SELECT JSON_ARRAYAGG(JSON_OBJECT(
            'schema', t.TABLE_SCHEMA, 'name', t.TABLE_NAME,
            'kind', IF(p.partitioning IS NULL, 'table', 'partitioned table'),
            'storage', t.ENGINE, 'rows', t.TABLE_ROWS, 'row_bytes', t.AVG_ROW_LENGTH,
            'bytes', t.DATA_LENGTH, 'index_bytes', t.INDEX_LENGTH,
            'partitioning', p.partitioning, 'columns', c.columns, 'indexes', i.indexes, 'constraints', k.constraints))
        FROM information_schema.TABLES t
        LEFT JOIN (
            SELECT CONCAT(HEX(c.TABLE_SCHEMA), '.', HEX(c.TABLE_NAME)) AS id,
                JSON_ARRAYAGG(JSON_OBJECT(
                    'name', c.COLUMN_NAME, 'number', c.ORDINAL_POSITION, 'type', c.COLUMN_TYPE,
                    'collation', c.COLLATION_NAME, 'nullable', c.IS_NULLABLE = 'YES',
                    'generated', CASE WHEN c.EXTRA LIKE '%VIRTUAL GENERATED%' THEN 'virtual'
                        WHEN c.EXTRA LIKE '%STORED GENERATED%' THEN 'stored' END,
                    'generated_by', NULLIF(c.GENERATION_EXPRESSION, '')
                    /*!80000 , 'statistics', IF(s.HISTOGRAM IS NULL, NULL, JSON_OBJECT(
                        'null_share', JSON_EXTRACT(s.HISTOGRAM, '$."null-values"'),
                        'mysql_histogram', IF(o.with_values, s.HISTOGRAM, NULL))) */
                )) AS columns
            FROM information_schema.COLUMNS c
            CROSS JOIN (SELECT 1 AS with_values, NULL AS only_schema) o
            /*!80000 LEFT JOIN information_schema.COLUMN_STATISTICS s ON s.SCHEMA_NAME = c.TABLE_SCHEMA
                AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME */
            WHERE c.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
                AND (o.only_schema IS NULL OR HEX(c.TABLE_SCHEMA) = HEX(o.only_schema))
            GROUP BY id
        ) c ON c.id = CONCAT(HEX(t.TABLE_SCHEMA), '.', HEX(t.TABLE_NAME))
        LEFT JOIN (
            SELECT x.id, JSON_ARRAYAGG(x.one) AS indexes
            FROM (
                SELECT CONCAT(HEX(s.TABLE_SCHEMA), '.', HEX(s.TABLE_NAME)) AS id, HEX(s.INDEX_NAME) AS own_name,
                    JSON_OBJECT(
                        'name', MAX(s.INDEX_NAME), 'method', LOWER(MAX(s.INDEX_TYPE)),
                        'unique', MAX(s.NON_UNIQUE) = 0, 'primary', MAX(s.INDEX_NAME) = 'PRIMARY',
                        'constraint', IF(MAX(s.NON_UNIQUE) = 0, MAX(s.INDEX_NAME), NULL),
                        'valid', 1 /*!80000 AND MAX(s.IS_VISIBLE) = 'YES' */,
                        'keys', JSON_ARRAYAGG(JSON_OBJECT(
                            'position', s.SEQ_IN_INDEX, 'column', s.COLUMN_NAME,
                            'descending', COALESCE(s.COLLATION = 'D', 0), 'prefix_length', s.SUB_PART,
                            'cardinality', s.CARDINALITY /*!80013 , 'expression', s.EXPRESSION */))
                    ) AS one
                FROM information_schema.STATISTICS s
                WHERE s.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
                GROUP BY id, own_name
            ) x
            GROUP BY x.id
        ) i ON i.id = CONCAT(HEX(t.TABLE_SCHEMA), '.', HEX(t.TABLE_NAME))
        LEFT JOIN (
            SELECT x.id, JSON_ARRAYAGG(x.one) AS constraints
            FROM (
                SELECT CONCAT(HEX(k.TABLE_SCHEMA), '.', HEX(k.TABLE_NAME)) AS id, HEX(k.CONSTRAINT_NAME) AS own_name,
                    k.REFERENCED_TABLE_NAME IS NULL AS own,
                    JSON_OBJECT(
                        'name', MAX(k.CONSTRAINT_NAME),
                        'kind', CASE WHEN MAX(k.REFERENCED_TABLE_NAME) IS NOT NULL THEN 'foreign key'
                            WHEN MAX(k.CONSTRAINT_NAME) = 'PRIMARY' THEN 'primary key' ELSE 'unique' END,
                        'columns', JSON_OBJECTAGG(k.ORDINAL_POSITION, k.COLUMN_NAME),
                        'index', IF(MAX(k.REFERENCED_TABLE_NAME) IS NULL, MAX(k.CONSTRAINT_NAME), NULL),
                        'references', IF(MAX(k.REFERENCED_TABLE_NAME) IS NULL, NULL, JSON_OBJECT(
                            'schema', MAX(k.REFERENCED_TABLE_SCHEMA), 'table', MAX(k.REFERENCED_TABLE_NAME),
                            'columns', JSON_OBJECTAGG(k.ORDINAL_POSITION, COALESCE(k.REFERENCED_COLUMN_NAME, '')),
                            'on_delete', LOWER(MAX(r.DELETE_RULE)), 'on_update', LOWER(MAX(r.UPDATE_RULE))))
                    ) AS one
                FROM information_schema.KEY_COLUMN_USAGE k
                LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON k.REFERENCED_TABLE_NAME IS NOT NULL
                    AND r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
                    AND r.TABLE_NAME = k.TABLE_NAME
                WHERE k.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
                GROUP BY id, own_name, own
            ) x
            GROUP BY x.id
        ) k ON k.id = CONCAT(HEX(t.TABLE_SCHEMA), '.', HEX(t.TABLE_NAME))
        LEFT JOIN (
            SELECT CONCAT(HEX(p.TABLE_SCHEMA), '.', HEX(p.TABLE_NAME)) AS id, JSON_OBJECT(
                'strategy', LOWER(MAX(p.PARTITION_METHOD)), 'definition', MAX(p.PARTITION_EXPRESSION),
                'partitions', COUNT(DISTINCT p.PARTITION_NAME)) AS partitioning
            FROM information_schema.PARTITIONS p
            WHERE p.PARTITION_NAME IS NOT NULL
                AND p.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
            GROUP BY id
        ) p ON p.id = CONCAT(HEX(t.TABLE_SCHEMA), '.', HEX(t.TABLE_NAME))
        WHERE t.TABLE_TYPE = 'BASE TABLE'
            AND t.TABLE_SCHEMA NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
            AND (o.only_schema IS NULL OR HEX(t.TABLE_SCHEMA) = HEX(o.only_schema))
    ), JSON_ARRAY())
) AS plansight_catalog
FROM (SELECT 1 AS with_values, NULL AS only_schema) o;
