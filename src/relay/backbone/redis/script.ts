/**
 * Appends entries, or none, and says what became of each: its number, or 0 for a repeat. All of a call is done at once,
 * beside nothing else. Before that it looks whether the caller knows where the stream stands, and changes nothing where
 * not:
 *
 * - `late`: the call was read after its caller had stopped waiting. A server that was stopped for a while would
 *   otherwise do old calls after newer ones.
 * - `moved`: the stream is in another epoch than the caller thinks. A new one begins when there is no stream, or only
 *   parts of one; and when the stream ends before what the caller has seen of it, since a replica without the last
 *   entries took over: what is left stays, under another name.
 *
 * `base` is the epoch in which the stream was made: what was told before that is not remembered.
 */
export const SCRIPT = `
local meta, stream, have, firing, order = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local known, seen, fresh, deadline = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local keep, remember, most, told = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if deadline > 0 and now > deadline then return {'late', now} end

local state = redis.call('HMGET', meta, 'epoch', 'base', 'seq')
local epoch, base, seq = state[1], state[2], tonumber(state[3] or '0')
if not epoch or (redis.call('EXISTS', stream) == 1) ~= (seq > 0) then
  redis.call('DEL', meta, stream, have, firing, order)
  redis.call('HSET', meta, 'epoch', fresh, 'base', fresh, 'seq', 0)
  return {'moved', now, fresh}
end
if epoch == known and seq < seen then
  redis.call('HSET', meta, 'epoch', fresh)
  return {'moved', now, fresh}
end
if epoch ~= known then return {'moved', now, epoch} end

local function nameOf(key) return told .. ':' .. base .. ':' .. key end

local function isRepeat(kind, key, value)
  if kind == 'fact' then return tonumber(value) <= tonumber(redis.call('HGET', have, key) or '0') end
  return redis.call('GET', nameOf(key)) == value
end

local function note(alert, status, number, text)
  redis.call('HDEL', firing, alert)
  redis.call('ZREM', order, alert)
  if status ~= 'firing' then return end
  redis.call('HSET', firing, alert, number .. ' ' .. text)
  redis.call('ZADD', order, number, alert)
  if redis.call('ZCARD', order) > most then redis.call('HDEL', firing, redis.call('ZPOPMIN', order)[1]) end
end

-- So that a caller without entries, too, hears when nothing can be written.
redis.call('HSET', meta, 'epoch', epoch)
local reply = {'ok', now, seq}
for at = 9, #ARGV, 7 do
  local kind, key, value, alert, status, first, second = unpack(ARGV, at, at + 6)
  if isRepeat(kind, key, value) then
    reply[#reply + 1] = 0
  else
    seq = seq + 1
    local number = string.format('%.0f', seq)
    local text = '{"seq":' .. number .. first
    if kind == 'told' then text = text .. number .. second end
    redis.call('XADD', stream, 'MAXLEN', '~', keep, number .. '-0', 'epoch', epoch, 'entry', text)
    redis.call('HSET', meta, 'seq', number)
    if kind == 'fact' then redis.call('HSET', have, key, value) else redis.call('SET', nameOf(key), value, 'EX', remember) end
    if kind == 'told' then redis.call('HSET', have, epoch, number) end
    if kind == 'alert' then note(alert, status, number, text) end
    reply[#reply + 1] = seq
  end
end
return reply
`;
