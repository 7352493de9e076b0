namespace WeldExam.Exam.Journal;

/// <summary>The task card issued before welding (WPS): the window judged is this card's.</summary>
/// <param name="Process">Welding process by ISO 4063 number: 111, 135, 141, 311.</param>
/// <param name="Consumable">Electrode or wire designation with its batch number.</param>
/// <param name="DiameterMicrometres">Electrode, wire or tungsten diameter.</param>
/// <param name="Position">Welding position by ISO 6947: PA, PB, PF, …</param>
/// <param name="Plate">Material and thickness of the test piece.</param>
/// <param name="Piece">Number of the test piece.</param>
/// <param name="CurrentMin">Lower limit of the welding current, amperes.</param>
/// <param name="CurrentMax">Upper limit of the welding current, amperes.</param>
public sealed record TaskCard(
    int Process,
    string Consumable,
    int DiameterMicrometres,
    string Position,
    string Plate,
    string Piece,
    decimal CurrentMin,
    decimal CurrentMax);
