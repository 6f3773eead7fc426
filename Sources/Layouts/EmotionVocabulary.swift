/// The words themselves: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish,
/// Russian, Ukrainian, Chinese, Japanese, Korean, Arabic; "_" stands for a blank.
///
/// Words that mean different emotions in two of the languages are left out.
enum EmotionVocabulary {
  static let words: [(Emotion, String)] = [
    (.neutral, neutral), (.happiness, happiness), (.surprise, surprise), (.sadness, sadness),
    (.anger, anger), (.disgust, disgust), (.fear, fear), (.contempt, contempt),
  ]

  private static let neutral = """
    neutral neutrality neutre neutro neutra neutrale neutraal neutralny neutralna neutralne \
    neutralność nötr notr calm normal нейтральный нейтральная нейтральное нейтрально \
    нейтральность нейтральний нейтральна нейтрально 中性 中立 平静 平靜 無表情 真顔 중립 무표정 محايد \
    حيادي
    """

  private static let happiness = """
    happy happiness happily joy joyful smile smiling enjoyment glücklich glück freude fröhlich \
    gluecklich glueck froehlich heureux heureuse joie joyeux joyeuse content bonheur feliz \
    felicidad alegre alegría felicidade alegria felice felicità gioia allegro blij blijdschap \
    vreugde gelukkig geluk szczęście szczęśliwy szczęśliwa radość radosny wesoły mutlu mutluluk \
    sevinç sevinçli neşeli радость радостный счастье счастливый счастливая радість радісний щастя \
    щасливий 高兴 高興 快乐 快樂 开心 開心 幸福 喜悦 喜悅 喜び 幸せ 嬉しい 행복 기쁨 سعادة سعيد فرح
    """

  private static let surprise = """
    surprise surprised surprising astonished astonishment überraschung überrascht ueberraschung \
    ueberrascht erstaunt surpris étonné étonnement sorpresa sorprendido sorprendida sorpreso \
    sorpresi surpresa surpreso verrast verrassing verbaasd zaskoczenie zaskoczony zaskoczona \
    zdziwienie zdziwiony şaşkın şaşkınlık şaşırma şaşırmış удивление удивлённый удивленный \
    удивлена здивування здивований подив 惊讶 驚訝 吃惊 吃驚 惊奇 驚奇 驚き 驚いた 놀람 놀라움 \
    دهشة مفاجأة متفاجئ
    """

  private static let sadness = """
    sad sadness sorrow unhappy sorrowful traurig trauer traurigkeit triste tristesse tristeza \
    tristezza verdrietig verdriet droevig smutek smutny smutna üzgün üzüntü mutsuz грусть \
    грустный печаль печальный сум сумний смуток 悲伤 悲傷 难过 難過 伤心 傷心 悲しみ 悲しい 슬픔 حزن \
    حزين
    """

  private static let anger = """
    angry anger annoyed mad furious rage wütend wut zorn zornig ärger wuetend aerger verärgert \
    colère en_colère fâché enojado enojo enfadado enfado ira rabbia arrabbiato arrabbiata raiva \
    zangado irritado boos boosheid woede złość zły zła gniew zdenerwowany kızgın kızgınlık öfke \
    öfkeli sinirli гнев злость злой злая сердитый злість злий гнів 愤怒 憤怒 生气 生氣 怒り 怒った 분노 \
    화남 غضب غاضب
    """

  private static let disgust = """
    disgust disgusted disgusting ekel angeekelt angewidert abscheu dégoût dégoûté asco asqueado \
    repugnancia disgusto disgustato nojo walging afschuw wstręt obrzydzenie iğrenme \
    iğrenmiş tiksinme tiksinti tiksinmiş отвращение відраза огида 厌恶 厭惡 恶心 噁心 嫌悪 혐오 역겨움 \
    اشمئزاز
    """

  private static let fear = """
    fear fearful afraid scared frightened terrified angst furcht ängstlich aengstlich verängstigt \
    peur apeuré effrayé miedo temor asustado paura impaurito spaventato medo assustado bange \
    strach lęk przestraszony przerażenie korku korkmuş korkulu korkan страх испуг испуганный \
    страшно переляк наляканий 恐惧 恐懼 害怕 恐れ 恐怖 怖い 공포 두려움 خوف خائف
    """

  private static let contempt = """
    contempt contemptuous disdain scorn verachtung verächtlich veraechtlich mépris méprisant \
    desprecio disprezzo desprezo minachting verachting pogarda küçümseme aşağılama презрение \
    презрительный зневага презирство 蔑视 蔑視 轻蔑 輕蔑 軽蔑 경멸 ازدراء احتقار
    """
}
