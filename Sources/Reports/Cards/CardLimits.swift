/// What is known of datasets of emotions in general, as every card says it.
enum CardLimits {
  static let lines = [
    "**Labels are opinions.** A label says what people saw in a picture, or what somebody was asked to play. Annotators "
      + "of such pictures often disagree, and datasets gathered from the web hold wrong labels. The scores are "
      + "agreement with these labels, errors included.",
    "**It does not measure what a person feels.** A face is not an emotion: people smile without joy and are sad "
      + "without showing it, and how feelings are shown differs between people, situations and cultures (Barrett et al., "
      + "2019). Nothing may be concluded about a person's state of mind, honesty, health or intentions.",
    "**Posed is not spontaneous.** Expressions played in a laboratory are stronger and more alike than those of everyday "
      + "life; what is learnt on one says little of the other.",
    "**Who is in it is not known.** Nothing here records age, sex, skin colour or origin, so that it was not measured how "
      + "scores differ between groups of people. They do in comparable datasets; measure it before any use that concerns people.",
    "**Not for decisions about people**, such as hiring, schooling, policing or insurance. Inferring emotions of people at work "
      + "and in education is prohibited in the European Union (Regulation 2024/1689, article 5), with few exceptions.",
  ]
}
