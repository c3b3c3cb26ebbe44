// How a product or a company is praised, run down or sold: what makes a mention a review or an advertisement.

/** Goes up whenever a word comes in, goes out or changes its weight. */
export const PRAISE_VERSION = 4;

const words = (text: string): string[] => text.trim().split(/\s+/u);
const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Praise only when said of the supplier itself; a brilliant day there is nobody's review. */
export const PRAISE: readonly string[] = words(`
  great brilliant best fantastic amazing excellent superb outstanding wonderful incredible fabulous awesome terrific marvellous perfect
  unbeatable unrivalled reliable trusted favourite professional friendly efficient affordable cheap cheapest value finest lovely top
  exceptional impeccable faultless first-class world-class award-winning good
`);

export const CRITICISM: readonly string[] = words(`
  terrible awful dreadful appalling shocking poor useless hopeless rubbish worst bad rude unreliable unprofessional unhelpful overpriced
  expensive dirty filthy late disappointing shoddy dishonest disgraceful inedible unsafe dangerous broken cold slow incompetent shambolic
  chaotic mediocre
`);

/** Said anywhere in a sentence with a supplier, these praise it. */
export const ENDORSING: readonly string[] = phrases(`
  recommend
  recommends
  recommended
  recommending
  nothing beats
  nobody beats
  cant beat
  cannot beat
  cant recommend
  cannot recommend enough
  highly recommend
  cannot fault
  cant fault
  second to none
  five stars
  5 stars
  10 out of 10
  ten out of ten
  best in the business
  best value
  great value
  value for money
  worth every penny
  only use
  always use
  we swear by
  look no further
  book with
  shop with
  shop at
  buy from
  buy your
  order from
  shout out for their
  check out their
  discount
  discounts
  discounted
  special offer
  special offers
  voucher
  vouchers
  promo
  half price
  use code
  use the code
  free delivery
  sale now on
  their new range
  affiliate
`);

export const RUNNING_DOWN: readonly string[] = phrases(`
  never use
  do not use
  dont use
  stay away from
  never again
  wont be using
  will not be using
  wont use
  avoid
  steer clear
  let us down
  lets us down
  letting us down
  ripped off
  ripped us off
  rip off
  overcharged
  overcharges
  cancelled on us
  failed to turn up
  never turned up
  didnt turn up
  did not turn up
  want our money back
  want a refund
  waste of money
  disappointed with
  disappointed by
  unhappy with
  fed up with
  complaint about
  boycott
  not worth
  dont bother with
  zero stars
  one star
  1 star
`);

/** Reviews and advertisements whoever they are for. */
export const SELLING: readonly string[] = phrases(`
  promo code
  discount code
  voucher code
  use code
  use our code
  use the code
  use my code
  affiliate link
  sponsored post
  paid partnership
  paid promotion
  buy now
  shop now
  order now from
  buy one get one free
  limited time offer
  money back guarantee
  best price guaranteed
  lowest prices
  best prices
  great value for money
  excellent value for money
  worth every penny
  would highly recommend this
  highly recommend this company
  highly recommend this product
  highly recommend their
  cant recommend them enough
  cannot recommend them enough
  cant recommend this
  cannot recommend this
  cant recommend enough
  10 10 would recommend
  10 10 recommend
  best money we ever spent
  go and buy
  dont buy
  do not buy
  never buy
  product review
  our honest review
  5 star review
  five star review
  5 star service
  five star service
  one star review
  1 star review
  zero stars
  0 stars
`);

/** Who sells or serves: with `best … ever` before it, or stars, a review. */
export const BUSINESS: readonly string[] = words(`
  company companies firm business shop shops store supplier suppliers provider providers brand product products app hotel restaurant cafe
  takeaway bakery caterer caterers taxi garage retailer website agency photographer photographers tailor outfitter
  plumber builder builders contractor contractors publisher service
`);
