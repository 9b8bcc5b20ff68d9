;; Edges of a row of pixels, sixteen at a time. See `edge-finder.ts`.
(module
  (import "plane" "memory" (memory 1))

  ;; Writes the columns of the bits set in `found`, sixteen from `column` on, two bytes each; answers what comes behind.
  (func $list
    (param $found i32) (param $column i32) (param $lists i32) (param $next i32)
    (result i32)
    (local $half i32)
    (local.set $half (i32.and (local.get $found) (i32.const 0xff)))
    (v128.store
      (local.get $next)
      (i16x8.add
        (v128.load8x8_u (i32.add (local.get $lists) (i32.shl (local.get $half) (i32.const 3))))
        (i16x8.splat (local.get $column))))
    (local.set $next (i32.add (local.get $next) (i32.shl (i32.popcnt (local.get $half)) (i32.const 1))))
    (local.set $half (i32.shr_u (local.get $found) (i32.const 8)))
    (v128.store
      (local.get $next)
      (i16x8.add
        (v128.load8x8_u (i32.add (local.get $lists) (i32.shl (local.get $half) (i32.const 3))))
        (i16x8.splat (i32.add (local.get $column) (i32.const 8)))))
    (i32.add (local.get $next) (i32.shl (i32.popcnt (local.get $half)) (i32.const 1))))

  ;; Of sixteen pixels those before the last one: what lies behind it does not count.
  (func $within
    (param $from i32) (param $to i32)
    (result i32)
    (select
      (i32.const 0xffff)
      (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $to) (local.get $from))) (i32.const 1))
      (i32.ge_u (i32.sub (local.get $to) (local.get $from)) (i32.const 16))))

  ;; `from`, `to`: addresses of the first pixel and of the one behind the last; `apart`: bytes from a pixel to the next in
  ;; the direction that is looked in; `column`: of the first pixel; `lists`: for each byte the places of its set bits, eight
  ;; bytes each. Writes the columns where edges stand to `columns`, rising, two bytes each, and up to sixteen bytes behind
  ;; them; answers how many there are.
  (func (export "edges")
    (param $from i32) (param $to i32) (param $apart i32) (param $column i32)
    (param $edge i32) (param $lists i32) (param $columns i32)
    (result i32)
    (local $least v128)
    (local $far_back v128) (local $back v128) (local $here v128) (local $ahead v128) (local $far_ahead v128)
    (local $rise v128) (local $fall v128)
    (local $found i32) (local $next i32)
    (local.set $least (i8x16.splat (local.get $edge)))
    (local.set $next (local.get $columns))
    (block $done (loop $sixteen
      (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
      (local.set $here (v128.load (local.get $from)))
      (local.set $back (v128.load (i32.sub (local.get $from) (local.get $apart))))
      (local.set $ahead (v128.load (i32.add (local.get $from) (local.get $apart))))
      (local.set $far_back (v128.load (i32.sub (local.get $from) (i32.shl (local.get $apart) (i32.const 1)))))
      (local.set $far_ahead (v128.load (i32.add (local.get $from) (i32.shl (local.get $apart) (i32.const 1)))))
      ;; one of both is 0
      (local.set $rise (i8x16.sub_sat_u (local.get $ahead) (local.get $back)))
      (local.set $fall (i8x16.sub_sat_u (local.get $back) (local.get $ahead)))
      (local.set $found
        (i8x16.bitmask
          (v128.or
            ;; no less than an edge's and than the rise before, and more than the one behind
            (v128.andnot
              (i8x16.ge_u
                (local.get $rise)
                (i8x16.max_u (local.get $least) (i8x16.sub_sat_u (local.get $here) (local.get $far_back))))
              (i8x16.ge_u (i8x16.sub_sat_u (local.get $far_ahead) (local.get $here)) (local.get $rise)))
            (v128.andnot
              (i8x16.ge_u
                (local.get $fall)
                (i8x16.max_u (local.get $least) (i8x16.sub_sat_u (local.get $far_back) (local.get $here))))
              (i8x16.ge_u (i8x16.sub_sat_u (local.get $here) (local.get $far_ahead)) (local.get $fall))))))
      (if (local.get $found)
        (then
          (local.set $found (i32.and (local.get $found) (call $within (local.get $from) (local.get $to))))
          (local.set $next
            (call $list (local.get $found) (local.get $column) (local.get $lists) (local.get $next)))))
      (local.set $column (i32.add (local.get $column) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br $sixteen)))
    (i32.shr_u (i32.sub (local.get $next) (local.get $columns)) (i32.const 1)))

  ;; Likewise, all pixels where the one before and the one behind differ by `edge` or more.
  (func (export "steps")
    (param $from i32) (param $to i32) (param $column i32) (param $edge i32) (param $lists i32) (param $columns i32)
    (result i32)
    (local $least v128) (local $back v128) (local $ahead v128)
    (local $found i32) (local $next i32)
    (local.set $least (i8x16.splat (local.get $edge)))
    (local.set $next (local.get $columns))
    (block $done (loop $sixteen
      (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
      (local.set $back (v128.load (i32.sub (local.get $from) (i32.const 1))))
      (local.set $ahead (v128.load (i32.add (local.get $from) (i32.const 1))))
      (local.set $found
        (i8x16.bitmask
          (i8x16.ge_u
            ;; one of both is 0
            (v128.or
              (i8x16.sub_sat_u (local.get $ahead) (local.get $back))
              (i8x16.sub_sat_u (local.get $back) (local.get $ahead)))
            (local.get $least))))
      (if (local.get $found)
        (then
          (local.set $found (i32.and (local.get $found) (call $within (local.get $from) (local.get $to))))
          (local.set $next
            (call $list (local.get $found) (local.get $column) (local.get $lists) (local.get $next)))))
      (local.set $column (i32.add (local.get $column) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br $sixteen)))
    (i32.shr_u (i32.sub (local.get $next) (local.get $columns)) (i32.const 1))))
