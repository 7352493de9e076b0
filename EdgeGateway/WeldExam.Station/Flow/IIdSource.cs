namespace WeldExam.Station.Flow;

/// <summary>Where new ids come from; a seeded one in simulations.</summary>
public interface IIdSource
{
    Guid Next();
}
