/**
 * The keys of the demo accounts in the clear, FOR THE DEMONSTRATION ONLY: the story seals and
 * opens bids without unlocking a file each time. They are the keys in `seeds/keys/*.json`, which
 * are locked with the demo password. A key that a real tender uses never lies here.
 */
export const DEMO_KEYS: Readonly<Record<string, { identity: string; recipient: string }>> = {
  opening: {
    identity: 'AGE-SECRET-KEY-1TLC2X6AP8J6T7FWY4CREKC9RAA5YA3EQCRPPAR2RRCQVCKL0CSNSEHVUP9',
    recipient: 'age1phmeaf3q5tgz590yfk020ny4z02kva58zqyz82vhnxlzaj3t2emqhl03t7',
  },
  opening2: {
    identity: 'AGE-SECRET-KEY-1F7W5ZALF2ZAQPG8VEECRYAVQCECS8C8XPZ3KPY6QLYCWJFT7TTPQLQWS9Q',
    recipient: 'age1nec8vaxxv45ufcyzwxgkrdry58p657flsr3fz8d5mpvs4y4pqvjq5awe6e',
  },
  opening3: {
    identity: 'AGE-SECRET-KEY-1KPJQ4F25Q4NTPP94857KFKU0WTGGKFAJYEL6MMXS4WT6YKD6GNEQ7J9CG5',
    recipient: 'age1sn8hg7zftg7k4y04a9mgc9vcxfte6607eva78fmlp76unhjn54ds9w6sqw',
  },
  insurer1: {
    identity: 'AGE-SECRET-KEY-1HHTNRCE2W5K6DMWX3EVPA4JJ9AYRZ4VA584MFZHMGCX2R88QN94SZF7G5K',
    recipient: 'age1rmwqx5kdcavlkwhxpxx2c56fm7rfu8w5yrstnjjt3pul2n8g43lse2ha8u',
  },
  insurer2: {
    identity: 'AGE-SECRET-KEY-1J7GT5JJGS3HJWX64SFN2DZ53975YVRYDYRAFJHCYQZ0GWM3AYF4QJWF5QT',
    recipient: 'age12k74zpxzw2xl78hda29yelyh2hqgedkylusfgrypeptapkmqr4pqw520kg',
  },
  insurer3: {
    identity: 'AGE-SECRET-KEY-17LDJC2CES5LGYX39XRNPFQGVUE8SF6RDUAUWQKMNKS0SUNT4KF9QD7YMDF',
    recipient: 'age1pz767zkgc4w8e90qvynlw3pe37458a7uqezyw2u7ke5md4sg2sjs72qqs5',
  },
}
