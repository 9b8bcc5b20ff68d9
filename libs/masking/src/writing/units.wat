;; Eight units of a layer, two in each number. See `window-odds.ts`.
(module
  (import "window" "memory" (memory 1))

  ;; `feature`, `end`: addresses of the first feature and behind the last, single precision; `unit`: of eight biases, eight
  ;; weights of the output and, feature by feature, eight weights, all in double precision; `said`: where to write what
  ;; each unit adds to the odds, likewise. Answers the sum of these.
  (func (export "units")
    (param $feature i32) (param $end i32) (param $unit i32) (param $said i32)
    (result f64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $value v128) (local $weight i32) (local $none v128)
    (local.set $a (v128.load offset=0 (local.get $unit)))
    (local.set $b (v128.load offset=16 (local.get $unit)))
    (local.set $c (v128.load offset=32 (local.get $unit)))
    (local.set $d (v128.load offset=48 (local.get $unit)))
    (local.set $weight (i32.add (local.get $unit) (i32.const 128)))
    (loop $next
      (local.set $value (f64x2.splat (f64.promote_f32 (f32.load (local.get $feature)))))
      (local.set $a (f64x2.add (local.get $a) (f64x2.mul (v128.load offset=0 (local.get $weight)) (local.get $value))))
      (local.set $b (f64x2.add (local.get $b) (f64x2.mul (v128.load offset=16 (local.get $weight)) (local.get $value))))
      (local.set $c (f64x2.add (local.get $c) (f64x2.mul (v128.load offset=32 (local.get $weight)) (local.get $value))))
      (local.set $d (f64x2.add (local.get $d) (f64x2.mul (v128.load offset=48 (local.get $weight)) (local.get $value))))
      (local.set $weight (i32.add (local.get $weight) (i32.const 64)))
      (local.set $feature (i32.add (local.get $feature) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $feature) (local.get $end))))
    ;; a unit that is below 0 says nothing
    (local.set $a (f64x2.mul (v128.load offset=64 (local.get $unit)) (f64x2.pmax (local.get $none) (local.get $a))))
    (local.set $b (f64x2.mul (v128.load offset=80 (local.get $unit)) (f64x2.pmax (local.get $none) (local.get $b))))
    (local.set $c (f64x2.mul (v128.load offset=96 (local.get $unit)) (f64x2.pmax (local.get $none) (local.get $c))))
    (local.set $d (f64x2.mul (v128.load offset=112 (local.get $unit)) (f64x2.pmax (local.get $none) (local.get $d))))
    (v128.store offset=0 (local.get $said) (local.get $a))
    (v128.store offset=16 (local.get $said) (local.get $b))
    (v128.store offset=32 (local.get $said) (local.get $c))
    (v128.store offset=48 (local.get $said) (local.get $d))
    (local.set $a (f64x2.add (f64x2.add (local.get $a) (local.get $b)) (f64x2.add (local.get $c) (local.get $d))))
    (f64.add (f64x2.extract_lane 0 (local.get $a)) (f64x2.extract_lane 1 (local.get $a)))))
