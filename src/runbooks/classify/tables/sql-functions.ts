const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What may stand before a bracket in SQL and calls nothing. */
export const SQL_KEYWORDS = words(`
  in values and or not exists over filter using as on where any all some select from join union except intersect case when
  then else between like ilike limit offset by interval array row with recursive having returning is within group distinct
  lateral partition order rows range set into table materialized index key primary foreign references unique check default
  numeric decimal varchar char character bpchar bit varbit timestamp timestamptz time float double datetime int integer
  smallint bigint tinyint number text varchar2 nvarchar string analyze verbose buffers format explain costs timing settings
  wal summary cube rollup grouping sets tablesample system bernoulli for cross left right inner outer natural
`);

/** Functions of PostgreSQL, MySQL, SQLite, ClickHouse, Cassandra and InfluxDB that compute and tell, and change nothing. */
const HARMLESS = words(`
  count sum avg min max stddev stddev_pop stddev_samp variance var_pop var_samp bool_and bool_or every string_agg array_agg
  json_agg jsonb_agg json_object_agg jsonb_object_agg group_concat total mode percentile_cont percentile_disc corr
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  coalesce nullif greatest least ifnull if iif nvl decode isnull typeof cast convert try_cast
  abs ceil ceiling floor round trunc truncate mod power pow sqrt cbrt exp ln log log10 log2 sign pi random rand degrees radians
  sin cos tan asin acos atan atan2 width_bucket div gcd lcm factorial bit_count bit_and bit_or
  length char_length character_length octet_length bit_length lower upper initcap trim ltrim rtrim btrim lpad rpad left right
  substr substring substring_index position strpos instr locate replace translate reverse repeat split_part concat concat_ws
  format quote_ident quote_literal quote_nullable ascii chr md5 sha1 sha2 sha256 hex unhex encode to_hex crc32 printf overlay
  starts_with space strcmp field find_in_set elt glob like regexp_like regexp_replace regexp_match regexp_matches
  regexp_substr regexp_count regexp_instr regexp_split_to_table regexp_split_to_array string_to_array array_to_string
  now current_timestamp current_date current_time localtime localtimestamp clock_timestamp statement_timestamp
  transaction_timestamp timeofday sysdate getdate curdate curtime utc_timestamp utc_date utc_time unix_timestamp from_unixtime
  date time datetime julianday strftime unixepoch timediff datediff timestampdiff timestampadd date_add date_sub date_format
  date_trunc date_part date_bin extract age year month day hour minute second week quarter dayofweek dayofyear dayname
  monthname weekday last_day makedate maketime make_date make_time make_timestamp make_interval make_timestamptz isfinite
  justify_days justify_hours justify_interval to_char to_date to_timestamp to_number to_json to_jsonb str_to_date sec_to_time
  time_to_sec to_days from_days period_diff addtime subtime timezone
  unnest generate_series generate_subscripts array_length array_upper array_lower array_position array_positions array_append
  array_prepend array_cat array_remove array_replace array_dims array_ndims cardinality array_to_json row_to_json json_build_object
  json_build_array jsonb_build_object jsonb_build_array jsonb_pretty json_extract json_unquote json_extract_path
  json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_array_elements json_array_elements_text
  jsonb_array_elements jsonb_array_elements_text json_each json_each_text jsonb_each jsonb_each_text json_object_keys
  jsonb_object_keys json_array_length jsonb_array_length json_typeof jsonb_typeof json_to_record json_to_recordset
  jsonb_to_record jsonb_to_recordset jsonb_set jsonb_strip_nulls json_strip_nulls jsonb_path_query jsonb_path_exists
  jsonb_path_query_first jsonb_path_query_array json_contains json_keys json_length json_type json_valid json_search json_tree
  json_object json_array json json_arrayagg json_objectagg json_table json_value json_quote jsonb
  version database schema user current_user session_user system_user current_database current_schema current_schemas
  current_catalog current_role current_setting connection_id last_insert_id found_rows row_count inet_server_addr
  inet_server_port inet_client_addr inet_client_port inet_aton inet_ntoa host masklen network family
  txid_current_snapshot txid_snapshot_xmin txid_snapshot_xmax pg_current_snapshot pg_snapshot_xmin pg_snapshot_xmax mxid_age
  pg_backend_pid pg_blocking_pids pg_safe_snapshot_blocking_pids pg_postmaster_start_time pg_conf_load_time
  pg_size_pretty pg_size_bytes pg_database_size pg_relation_size pg_total_relation_size pg_table_size pg_indexes_size
  pg_tablespace_size pg_column_size pg_column_compression pg_relation_filepath pg_relation_filenode pg_tablespace_location
  pg_tablespace_databases pg_is_in_recovery pg_is_wal_replay_paused pg_get_wal_replay_pause_state pg_current_wal_lsn
  pg_current_wal_insert_lsn pg_current_wal_flush_lsn pg_last_wal_receive_lsn pg_last_wal_replay_lsn
  pg_last_xact_replay_timestamp pg_last_committed_xact pg_xact_commit_timestamp pg_wal_lsn_diff pg_walfile_name
  pg_walfile_name_offset pg_xlog_location_diff pg_current_xlog_location pg_last_xlog_receive_location
  pg_last_xlog_replay_location pg_xlogfile_name pg_ls_waldir pg_ls_logdir pg_ls_tmpdir pg_ls_archive_statusdir pg_ls_dir
  pg_stat_file pg_get_viewdef pg_get_indexdef pg_get_constraintdef pg_get_functiondef pg_get_function_arguments
  pg_get_function_result pg_get_function_identity_arguments pg_get_triggerdef pg_get_ruledef pg_get_expr pg_get_userbyid
  pg_get_serial_sequence pg_get_partkeydef pg_get_statisticsobjdef pg_get_keywords pg_get_publication_tables
  pg_get_replication_slots pg_get_backend_memory_contexts pg_partition_tree pg_partition_ancestors pg_partition_root
  pg_typeof pg_encoding_to_char pg_char_to_encoding pg_describe_object pg_identify_object pg_show_all_settings
  pg_show_all_file_settings pg_hba_file_rules pg_options_to_table pg_timezone_names pg_lock_status pg_stat_get_activity
  pg_stat_get_wal_senders pg_stat_get_progress_info pg_stat_statements pg_stat_statements_info pg_stat_kcache pg_sleep
  pg_control_checkpoint pg_control_system pg_control_init pg_control_recovery pg_available_extensions pg_trigger_depth
  pg_table_is_visible pg_function_is_visible pg_type_is_visible pg_jit_available pg_listening_channels pg_my_temp_schema
  pg_relpages pg_freespace pg_buffercache_summary pg_buffercache_usage_counts pgstattuple pgstattuple_approx pgstatindex
  pgstathashindex pg_visibility pg_visibility_map_summary obj_description col_description shobj_description format_type
  has_table_privilege has_database_privilege has_schema_privilege has_column_privilege has_function_privilege
  has_sequence_privilege has_any_column_privilege pg_has_role aclexplode acldefault row_security_active
  to_regclass to_regtype to_regproc to_regrole to_regnamespace lastval currval similarity word_similarity levenshtein
  to_tsvector to_tsquery plainto_tsquery ts_rank
  time_bucket hypertable_size hypertable_detailed_size chunks_detailed_size show_chunks approximate_row_count
  schema_name db_name object_name object_id len charindex isnumeric dateadd datename datepart
  sqlite_version changes total_changes unicode zeroblob randomblob quote hex
  token writetime ttl totimestamp dateof unixtimestampof todate tounixtimestamp mintimeuuid maxtimeuuid blobastext
  mean median percentile spread derivative non_negative_derivative non_negative_difference difference moving_average
  cumulative_sum integral elapsed fill top bottom first last sample holt_winters
  toint64 touint64 tofloat64 tostring todatetime tostartofhour tostartofminute tostartofday tostartofinterval toyyyymm
  formatreadablesize formatreadablequantity formatreadabletimedelta countif sumif avgif minif maxif uniq uniqexact uniqcombined
  quantile quantiles quantileexact any anylast anyheavy argmin argmax grouparray groupuniqarray multiif hostname uptime
  dictget arrayjoin has indexof normalizequery normalizedqueryhash
  format_bytes format_pico_time ps_thread_id sys_context userenv
`);

/** Whether a function only computes or tells. Of a schema of its own nobody knows. */
export function isHarmlessFunction(name: string): boolean {
  const [last = '', schema, ...more] = name.toLowerCase().replaceAll('"', '').split('.').reverse();
  if (more.length > 0 || (schema !== undefined && !/^(?:pg_catalog|sys|information_schema)$/.test(schema)))
    return false;
  return HARMLESS.has(last);
}
