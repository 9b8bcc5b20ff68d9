;; Half of a plane of pixels, sixteen at a time. See `plane.ts`.
(module
  (import "plane" "memory" (memory 1))

  ;; `from`, `to`: addresses of the larger plane and of the smaller one; `wide`: pixels in a row of the larger; `width`,
  ;; `height`: of the smaller. Each pixel becomes the mean of four, rounded. Up to fifteen bytes behind the smaller plane
  ;; are written as well.
  (func (export "shrink")
    (param $from i32) (param $wide i32) (param $to i32) (param $width i32) (param $height i32)
    (local $above i32) (local $below i32) (local $next i32) (local $end i32) (local $last i32)
    (local $two v128)
    (local.set $two (i16x8.splat (i32.const 2)))
    (local.set $last (i32.add (local.get $to) (i32.mul (local.get $width) (local.get $height))))
    (block $done (loop $row
      (br_if $done (i32.ge_u (local.get $to) (local.get $last)))
      (local.set $above (local.get $from))
      (local.set $below (i32.add (local.get $from) (local.get $wide)))
      (local.set $next (local.get $to))
      (local.set $end (i32.add (local.get $to) (local.get $width)))
      (loop $sixteen
        (v128.store
          (local.get $next)
          (i8x16.narrow_i16x8_u
            (i16x8.shr_u
              (i16x8.add
                (local.get $two)
                (i16x8.add
                  (i16x8.extadd_pairwise_i8x16_u (v128.load offset=0 (local.get $above)))
                  (i16x8.extadd_pairwise_i8x16_u (v128.load offset=0 (local.get $below)))))
              (i32.const 2))
            (i16x8.shr_u
              (i16x8.add
                (local.get $two)
                (i16x8.add
                  (i16x8.extadd_pairwise_i8x16_u (v128.load offset=16 (local.get $above)))
                  (i16x8.extadd_pairwise_i8x16_u (v128.load offset=16 (local.get $below)))))
              (i32.const 2))))
        (local.set $above (i32.add (local.get $above) (i32.const 32)))
        (local.set $below (i32.add (local.get $below) (i32.const 32)))
        (local.set $next (i32.add (local.get $next) (i32.const 16)))
        (br_if $sixteen (i32.lt_u (local.get $next) (local.get $end))))
      (local.set $from (i32.add (local.get $from) (i32.shl (local.get $wide) (i32.const 1))))
      (local.set $to (local.get $end))
      (br $row)))))
